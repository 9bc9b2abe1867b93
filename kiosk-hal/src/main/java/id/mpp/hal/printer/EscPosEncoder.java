package id.mpp.hal.printer;

import id.mpp.hal.printer.layout.PaperText;
import id.mpp.hal.printer.layout.QrPicture;
import id.mpp.hal.printer.layout.QrSize;
import id.mpp.hal.printer.layout.Wrapping;
import java.util.Arrays;

/**
 * Turns a slip into ESC/POS bytes for one family of printers: layout, line breaks, sizes. The bytes begin with a reset
 * and end with a cut, so that a slip never depends on the one before. Immutable, usable from any thread, no I/O.
 */
public final class EscPosEncoder {

    /** The largest magnification of ESC/POS. */
    private static final int SCALE_AT_MOST = 8;

    /** 203 dpi. */
    private static final int DOTS_PER_MM = 8;

    private final PrinterProfile profile;

    public EscPosEncoder(PrinterProfile profile) {
        this.profile = profile;
    }

    /**
     * The bytes of a whole slip, including the cut.
     *
     * @throws IllegalArgumentException for a picture wider than the paper
     */
    public byte[] encode(Slip slip) {
        return commands(slip).toByteArray();
    }

    /** How much paper the slip takes, rounded up to a whole millimetre. The feed to the knife is a guess of 15 mm. */
    public int lengthMm(Slip slip) {
        return Math.ceilDiv(commands(slip).dots(), DOTS_PER_MM);
    }

    private EscPosCommands commands(Slip slip) {
        EscPosCommands out = new EscPosCommands();
        out.initialise(profile);
        for (Slip.Block block : slip.blocks()) {
            switch (block) {
                case Slip.Text text -> addText(text, out);
                case Slip.Row row -> addRow(row, out);
                case Slip.BigText big -> addBigText(big, out);
                case Slip.Qr qr -> addQr(qr, out);
                case Slip.Picture picture -> addPicture(picture, out);
                case Slip.Rule() -> addRule(out);
                case Slip.Feed(int lines) -> out.feedLines(lines);
                case Slip.Beep(int times) -> addBeep(times, out);
                case Slip.CopyMark mark -> addCopyMark(mark, out);
            }
        }
        if (profile.feedBeforeCutLines() > 0) {
            out.feedLines(profile.feedBeforeCutLines());
        }
        out.cutPaper(profile.cut());
        return out;
    }

    private void addBeep(int times, EscPosCommands out) {
        if (profile.buzzer()) {
            out.buzz(times);
        }
    }

    private void addText(Slip.Text text, EscPosCommands out) {
        setStyle(out, text.align(), text.size().width, text.size().height, text.bold());
        byte[] bytes = PaperText.encode(text.text(), profile.codePage());
        int columns = profile.columns() / text.size().width;
        boolean balanced = text.align() != Slip.Align.LEFT;
        (balanced ? Wrapping.wrapEvenly(bytes, columns) : Wrapping.wrapFully(bytes, columns)).forEach(out::printLine);
    }

    private void addRow(Slip.Row row, EscPosCommands out) {
        byte[] left = PaperText.encode(row.left(), profile.codePage());
        byte[] right = PaperText.encode(row.right(), profile.codePage());
        setStyle(out, Slip.Align.LEFT, 1, 1, row.bold());
        if (left.length + 1 + right.length <= profile.columns()) {
            byte[] line = spaces(profile.columns());
            System.arraycopy(left, 0, line, 0, left.length);
            System.arraycopy(right, 0, line, line.length - right.length, right.length);
            out.printLine(line);
            return;
        }
        Wrapping.wrapFully(left, profile.columns()).forEach(out::printLine);
        out.setAlignment(Slip.Align.RIGHT);
        Wrapping.wrapEvenly(right, profile.columns()).forEach(out::printLine);
    }

    private void addBigText(Slip.BigText big, EscPosCommands out) {
        byte[] text = PaperText.encode(big.text(), profile.codePage());
        int room = profile.columns() / Math.max(1, text.length);
        int scale = Math.clamp(room, 1, SCALE_AT_MOST);
        setStyle(out, Slip.Align.CENTRE, scale, scale, true);
        if (profile.smoothing()) {
            out.setSmoothing(true);
        }
        out.printLine(text);
        if (profile.smoothing()) {
            out.setSmoothing(false);
        }
    }

    private void addQr(Slip.Qr qr, EscPosCommands out) {
        out.setAlignment(Slip.Align.CENTRE);
        if (profile.nativeQr()) {
            out.printNativeQr(qr.content(), QrSize.moduleDots(qr.content().length(), profile.dotsPerLine()));
            return;
        }
        QrPicture picture = QrPicture.of(qr.content(), profile.dotsPerLine());
        addRaster(picture.bytesPerRow(), picture.rowCount(), picture.rows(), out);
    }

    private void addPicture(Slip.Picture picture, EscPosCommands out) {
        if (picture.bytesPerRow() * 8 > profile.dotsPerLine()) {
            throw new IllegalArgumentException("a picture " + picture.bytesPerRow() * 8 + " dots wide does not fit the "
                    + profile.dotsPerLine() + " dots of " + profile.name());
        }
        out.setAlignment(Slip.Align.CENTRE);
        addRaster(picture.bytesPerRow(), picture.rowCount(), picture.rows(), out);
    }

    /** In bands this high a broken picture swallows at most a few hundred bytes of the next slip. */
    private static void addRaster(int bytesPerRow, int rowCount, byte[] rows, EscPosCommands out) {
        for (int row = 0; row < rowCount; row += QrPicture.ROWS_PER_BAND) {
            out.printRaster(bytesPerRow, rows, row, Math.min(QrPicture.ROWS_PER_BAND, rowCount - row));
        }
    }

    private void addRule(EscPosCommands out) {
        setStyle(out, Slip.Align.LEFT, 1, 1, false);
        out.setUnderline(true);
        out.printLine(spaces(profile.columns()));
        out.setUnderline(false);
    }

    private void addCopyMark(Slip.CopyMark mark, EscPosCommands out) {
        setStyle(out, Slip.Align.CENTRE, 2, 2, true);
        out.setReverse(true);
        out.printLine(PaperText.encode(" " + mark.text() + " ", profile.codePage()));
        out.setReverse(false);
    }

    private static void setStyle(EscPosCommands out, Slip.Align align, int width, int height, boolean bold) {
        out.setAlignment(align);
        out.magnify(width, height);
        out.setBold(bold);
    }

    private static byte[] spaces(int count) {
        byte[] line = new byte[count];
        Arrays.fill(line, (byte) ' ');
        return line;
    }
}
