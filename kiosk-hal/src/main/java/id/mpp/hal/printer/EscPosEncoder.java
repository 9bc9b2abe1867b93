package id.mpp.hal.printer;

import id.mpp.hal.printer.layout.PaperText;
import id.mpp.hal.printer.layout.QrPicture;
import id.mpp.hal.printer.layout.QrSize;
import id.mpp.hal.printer.layout.Wrapping;
import java.util.Arrays;

/**
 * Turns a slip into ESC/POS bytes for one family of printers: layout, line breaks, sizes. Immutable, usable from any
 * thread, no I/O. The bytes begin with a reset and end with a cut, so a slip never depends on the one before.
 */
public final class EscPosEncoder {

    /** Largest magnification of ESC/POS. */
    private static final int SCALE_AT_MOST = 8;

    /** 203 dpi. */
    private static final int DOTS_PER_MM = 8;

    private final PrinterProfile profile;

    public EscPosEncoder(PrinterProfile profile) {
        this.profile = profile;
    }

    /**
     * The bytes of a whole slip, cut included.
     *
     * @throws IllegalArgumentException for a picture wider than the paper
     */
    public byte[] encode(Slip slip) {
        return commands(slip).toByteArray();
    }

    /** How much paper the slip takes, to the nearest millimetre above; the feed to the knife is a guess of 15 mm. */
    public int lengthMm(Slip slip) {
        return Math.ceilDiv(commands(slip).dots(), DOTS_PER_MM);
    }

    private EscPosCommands commands(Slip slip) {
        EscPosCommands out = new EscPosCommands();
        out.initialise(profile);
        for (Slip.Block block : slip.blocks()) {
            switch (block) {
                case Slip.Text text -> text(text, out);
                case Slip.Row row -> row(row, out);
                case Slip.BigText big -> big(big, out);
                case Slip.Qr qr -> qr(qr, out);
                case Slip.Picture picture -> picture(picture, out);
                case Slip.Rule() -> rule(out);
                case Slip.Feed(int lines) -> out.feed(lines);
                case Slip.Beep(int times) -> beep(times, out);
                case Slip.CopyMark mark -> copyMark(mark, out);
            }
        }
        if (profile.feedBeforeCutLines() > 0) {
            out.feed(profile.feedBeforeCutLines());
        }
        out.cut(profile.cut());
        return out;
    }

    private void beep(int times, EscPosCommands out) {
        if (profile.buzzer()) {
            out.buzz(times);
        }
    }

    private void text(Slip.Text text, EscPosCommands out) {
        style(out, text.align(), text.size().width, text.size().height, text.bold());
        byte[] bytes = PaperText.encode(text.text(), profile.codePage());
        int columns = profile.columns() / text.size().width;
        boolean balanced = text.align() != Slip.Align.LEFT;
        (balanced ? Wrapping.balanced(bytes, columns) : Wrapping.full(bytes, columns)).forEach(out::line);
    }

    private void row(Slip.Row row, EscPosCommands out) {
        byte[] left = PaperText.encode(row.left(), profile.codePage());
        byte[] right = PaperText.encode(row.right(), profile.codePage());
        style(out, Slip.Align.LEFT, 1, 1, row.bold());
        if (left.length + 1 + right.length <= profile.columns()) {
            byte[] line = spaces(profile.columns());
            System.arraycopy(left, 0, line, 0, left.length);
            System.arraycopy(right, 0, line, line.length - right.length, right.length);
            out.line(line);
            return;
        }
        Wrapping.full(left, profile.columns()).forEach(out::line);
        out.align(Slip.Align.RIGHT);
        Wrapping.balanced(right, profile.columns()).forEach(out::line);
    }

    private void big(Slip.BigText big, EscPosCommands out) {
        byte[] text = PaperText.encode(big.text(), profile.codePage());
        int room = profile.columns() / Math.max(1, text.length);
        int scale = Math.clamp(room, 1, SCALE_AT_MOST);
        style(out, Slip.Align.CENTRE, scale, scale, true);
        if (profile.smoothing()) {
            out.smooth(true);
        }
        out.line(text);
        if (profile.smoothing()) {
            out.smooth(false);
        }
    }

    private void qr(Slip.Qr qr, EscPosCommands out) {
        out.align(Slip.Align.CENTRE);
        if (profile.nativeQr()) {
            out.nativeQr(qr.content(), QrSize.moduleDots(qr.content().length(), profile.dotsPerLine()));
            return;
        }
        QrPicture picture = QrPicture.of(qr.content(), profile.dotsPerLine());
        bands(picture.bytesPerRow(), picture.rowCount(), picture.rows(), out);
    }

    private void picture(Slip.Picture picture, EscPosCommands out) {
        if (picture.bytesPerRow() * 8 > profile.dotsPerLine()) {
            throw new IllegalArgumentException("a picture " + picture.bytesPerRow() * 8 + " dots wide does not fit the "
                    + profile.dotsPerLine() + " dots of " + profile.name());
        }
        out.align(Slip.Align.CENTRE);
        bands(picture.bytesPerRow(), picture.rowCount(), picture.rows(), out);
    }

    /** In bands this high a broken picture swallows at most a few hundred bytes of the next slip. */
    private static void bands(int bytesPerRow, int rowCount, byte[] rows, EscPosCommands out) {
        for (int row = 0; row < rowCount; row += QrPicture.ROWS_PER_BAND) {
            out.raster(bytesPerRow, rows, row, Math.min(QrPicture.ROWS_PER_BAND, rowCount - row));
        }
    }

    private void rule(EscPosCommands out) {
        style(out, Slip.Align.LEFT, 1, 1, false);
        out.underline(true);
        out.line(spaces(profile.columns()));
        out.underline(false);
    }

    private void copyMark(Slip.CopyMark mark, EscPosCommands out) {
        style(out, Slip.Align.CENTRE, 2, 2, true);
        out.reverse(true);
        out.line(PaperText.encode(" " + mark.text() + " ", profile.codePage()));
        out.reverse(false);
    }

    private static void style(EscPosCommands out, Slip.Align align, int width, int height, boolean bold) {
        out.align(align);
        out.magnify(width, height);
        out.bold(bold);
    }

    private static byte[] spaces(int count) {
        byte[] line = new byte[count];
        Arrays.fill(line, (byte) ' ');
        return line;
    }
}
