package id.mpp.hal.printer;

import id.mpp.hal.printer.layout.QrSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The dozen ESC/POS commands a ticket needs, each under its name (Epson ESC/POS command reference), collected as bytes.
 * Modes are written only when they change.
 */
final class EscPosCommands {

    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;
    private static final int DLE = 0x10;

    /** What GS a reports: changes of online, errors and paper sensors. */
    private static final int ONLINE_ERRORS_AND_PAPER = 0x0E;

    private static final int LINE_PITCH = 30;
    private static final int BUZZ_50_MS = 3;
    private static final int CHARACTER_HEIGHT = 24;

    /** About the distance from the head to the knife, which a cut feeds, and to the edge of the next slip. */
    private static final int CUT_FEED = 120;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private Slip.Align align = Slip.Align.LEFT;
    private int magnification;
    private boolean bold;
    private int dots;

    /**
     * ESC @ sets all modes back to those at power-on. It also ends the automatic status, so GS a follows where the
     * family has one. Then come a fixed line pitch (ESC 3) and the character table.
     */
    void initialise(PrinterProfile profile) {
        putBytes(ESC, '@');
        if (profile.status().hasAutomatic()) {
            putBytes(GS, 'a', ONLINE_ERRORS_AND_PAPER);
        }
        putBytes(ESC, '3', LINE_PITCH).putBytes(profile.codePage().selection());
    }

    /** ESC a; valid from the start of a line. */
    void setAlignment(Slip.Align wanted) {
        if (wanted != align) {
            putBytes(
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
            putBytes(GS, '!', wanted);
            magnification = wanted;
        }
    }

    /** ESC E. */
    void setBold(boolean wanted) {
        if (wanted != bold) {
            putBytes(ESC, 'E', wanted ? 1 : 0);
            bold = wanted;
        }
    }

    /** GS B: white on black. */
    void setReverse(boolean on) {
        putBytes(GS, 'B', on ? 1 : 0);
    }

    /** ESC -: a line of two dots under everything, including spaces. */
    void setUnderline(boolean on) {
        putBytes(ESC, '-', on ? 2 : 0);
    }

    /** GS b: rounds the steps of enlarged characters. */
    void setSmoothing(boolean on) {
        putBytes(GS, 'b', on ? 1 : 0);
    }

    void printLine(byte[] text) {
        bytes.writeBytes(text);
        putBytes('\n');
        dots += Math.max(LINE_PITCH, CHARACTER_HEIGHT * ((magnification & 7) + 1));
    }

    /** ESC d. */
    void feedLines(int lines) {
        putBytes(ESC, 'd', lines);
        dots += lines * LINE_PITCH;
    }

    /** ESC B: n times t × 50 ms. */
    void buzz(int times) {
        putBytes(ESC, 'B', times, BUZZ_50_MS);
    }

    /** GS ( k, functions 165, 167, 169, 180 and 181: model 2, module size, level M, store, print. */
    void printNativeQr(String content, int moduleDots) {
        byte[] data = content.getBytes(StandardCharsets.US_ASCII);
        int length = data.length + 3;
        putBytes(GS, '(', 'k', 4, 0, 0x31, 0x41, 0x32, 0);
        putBytes(GS, '(', 'k', 3, 0, 0x31, 0x43, moduleDots);
        putBytes(GS, '(', 'k', 3, 0, 0x31, 0x45, 0x31);
        putBytes(GS, '(', 'k', length & 0xFF, length >> 8, 0x31, 0x50, 0x30);
        bytes.writeBytes(data);
        putBytes(GS, '(', 'k', 3, 0, 0x31, 0x51, 0x30);
        dots += QrSize.modules(content.length()) * moduleDots;
    }

    /**
     * GS v 0: a band of a picture, in rows of whole bytes from the top. Printers obey real-time commands (DLE EOT, DLE
     * ENQ, DLE DC4) even inside a picture, so dots that would read as the beginning of one get one dot more.
     */
    void printRaster(int bytesPerRow, byte[] rows, int from, int rowCount) {
        putBytes(GS, 'v', '0', 0, bytesPerRow & 0xFF, bytesPerRow >> 8, rowCount & 0xFF, rowCount >> 8);
        int previous = 0;
        for (int i = from * bytesPerRow; i < (from + rowCount) * bytesPerRow; i++) {
            int b = rows[i] & 0xFF;
            previous = previous == DLE && (b == 0x04 || b == 0x05 || b == 0x14) ? b | 0x20 : b;
            bytes.write(previous);
        }
        dots += rowCount;
    }

    void cutPaper(PrinterProfile.Cut kind) {
        putBytes(kind.command());
        dots += CUT_FEED;
    }

    /** The paper used so far, in dots. */
    int dots() {
        return dots;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private EscPosCommands putBytes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }
}
