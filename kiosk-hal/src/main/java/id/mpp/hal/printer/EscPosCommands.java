package id.mpp.hal.printer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The dozen ESC/POS commands a ticket needs, each under its name (Epson ESC/POS command reference), collected as bytes. Modes
 * are written only when they change.
 */
final class EscPosCommands {

    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private Slip.Align align = Slip.Align.LEFT;
    private int magnification;
    private boolean bold;

    /** ESC @: modes back to power-on, then a fixed line pitch (ESC 3) of 30 dots and the character table. */
    void initialise(CodePage page) {
        put(ESC, '@').put(ESC, '3', 30).put(page.selection());
    }

    /** ESC a; valid from the start of a line. */
    void align(Slip.Align wanted) {
        if (wanted != align) {
            put(
                    ESC,
                    'a',
                    switch (wanted) {
                        case LEFT -> 0;
                        case CENTRE -> 1;
                        case RIGHT -> 2;
                    });
            align = wanted;
        }
    }

    /** GS !: width and height 1 to 8. */
    void magnify(int width, int height) {
        int wanted = (width - 1) << 4 | (height - 1);
        if (wanted != magnification) {
            put(GS, '!', wanted);
            magnification = wanted;
        }
    }

    /** ESC E. */
    void bold(boolean wanted) {
        if (wanted != bold) {
            put(ESC, 'E', wanted ? 1 : 0);
            bold = wanted;
        }
    }

    /** GS B: white on black. */
    void reverse(boolean on) {
        put(GS, 'B', on ? 1 : 0);
    }

    /** ESC -: a line of two dots under everything, spaces too. */
    void underline(boolean on) {
        put(ESC, '-', on ? 2 : 0);
    }

    /** GS b: rounds the steps of enlarged characters. */
    void smooth(boolean on) {
        put(GS, 'b', on ? 1 : 0);
    }

    void line(byte[] text) {
        bytes.writeBytes(text);
        put('\n');
    }

    /** ESC d. */
    void feed(int lines) {
        put(ESC, 'd', lines);
    }

    /** GS ( k, functions 165, 167, 169, 180 and 181: model 2, module size, level M, store, print. */
    void nativeQr(String content, int moduleDots) {
        byte[] data = content.getBytes(StandardCharsets.US_ASCII);
        int length = data.length + 3;
        put(GS, '(', 'k', 4, 0, 0x31, 0x41, 0x32, 0);
        put(GS, '(', 'k', 3, 0, 0x31, 0x43, moduleDots);
        put(GS, '(', 'k', 3, 0, 0x31, 0x45, 0x31);
        put(GS, '(', 'k', length & 0xFF, length >> 8, 0x31, 0x50, 0x30);
        bytes.writeBytes(data);
        put(GS, '(', 'k', 3, 0, 0x31, 0x51, 0x30);
    }

    /** GS v 0: a band of a picture, rows of whole bytes from the top. */
    void raster(int bytesPerRow, byte[] rows, int from, int rowCount) {
        put(GS, 'v', '0', 0, bytesPerRow & 0xFF, bytesPerRow >> 8, rowCount & 0xFF, rowCount >> 8);
        bytes.write(rows, from * bytesPerRow, rowCount * bytesPerRow);
    }

    /** GS V 66 0: feed to the knife and cut, leaving one point; GS V 1: cut here. */
    void partialCut(boolean feedToKnife) {
        if (feedToKnife) {
            put(GS, 'V', 66, 0);
        } else {
            put(GS, 'V', 1);
        }
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private EscPosCommands put(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }
}
