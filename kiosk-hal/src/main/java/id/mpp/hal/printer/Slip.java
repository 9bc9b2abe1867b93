package id.mpp.hal.printer;

import java.util.ArrayList;
import java.util.List;

/**
 * One slip of paper: blocks from top to bottom, and a cut at the end. Texts may hold anything. What a printer cannot
 * print is replaced or dropped on the way to paper, so no text can give the printer a command. Immutable.
 */
public record Slip(List<Block> blocks) {

    /** The most blocks of a slip. The longest ticket has about 25. */
    public static final int BLOCKS_AT_MOST = 64;

    /** Characters in one text. An entry of a list of requirements has at most about 120. */
    public static final int TEXT_AT_MOST = 500;

    /** Characters in a big text. A number has two letters, a dash and four digits, and this leaves room. */
    public static final int BIG_TEXT_AT_MOST = 12;

    /**
     * Characters in the mark of a copy. At double width and with a space on either side, the narrow paper holds no
     * more.
     */
    public static final int COPY_MARK_AT_MOST = 14;

    /** Characters in a QR code. Such a code stays readable at a width of 3 cm. */
    public static final int QR_AT_MOST = 300;

    /** Lines in one feed. */
    public static final int FEED_AT_MOST = 20;

    /** Height of a picture: 4 cm, and about 23 kB on the widest paper. */
    public static final int PICTURE_ROWS_AT_MOST = 320;

    /** Beeps of one slip. More would be an alarm. */
    public static final int BEEPS_AT_MOST = 9;

    public Slip {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.size() > BLOCKS_AT_MOST) {
            throw new IllegalArgumentException(
                    "a slip has 1 to " + BLOCKS_AT_MOST + " blocks, this one has " + blocks.size());
        }
    }

    /** A builder that reads like the paper. */
    public static Builder build() {
        return new Builder();
    }

    /** Where a block stands on the line. */
    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    /** The size of a text, as multiples of the normal character. */
    public enum Size {
        NORMAL(1, 1),
        TALL(1, 2),
        LARGE(2, 2),
        HUGE(3, 3);

        final int width;
        final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** A part of a slip. */
    public sealed interface Block {}

    /** Text, wrapped at words to the width of the paper. */
    public record Text(String text, Align align, Size size, boolean bold) implements Block {
        public Text {
            checkLength("text", text, TEXT_AT_MOST);
        }
    }

    /** Two texts on one line, the second at the right edge. They stand on two lines when one is too short. */
    public record Row(String left, String right, boolean bold) implements Block {
        public Row {
            checkLength("row", left, TEXT_AT_MOST);
            checkLength("row", right, TEXT_AT_MOST);
        }
    }

    /** The number, centred and as large as the paper allows. */
    public record BigText(String text) implements Block {
        public BigText {
            checkLength("big text", text, BIG_TEXT_AT_MOST);
        }
    }

    /** A QR code in the middle. It holds printable ASCII only, as our addresses and booking codes do. */
    public record Qr(String content) implements Block {
        public Qr {
            checkLength("QR code", content, QR_AT_MOST);
            if (content.isEmpty() || content.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
                throw new IllegalArgumentException("a QR code on paper holds 1 to " + QR_AT_MOST
                        + " printable ASCII characters, this one has others");
            }
        }
    }

    /**
     * A picture in the middle, such as a logo.
     *
     * @param rows one bit for each dot from the upper left corner, 1 is black, rows padded to whole bytes
     */
    public record Picture(int bytesPerRow, int rowCount, byte[] rows) implements Block {
        public Picture {
            if (bytesPerRow < 1 || rowCount < 1 || rowCount > PICTURE_ROWS_AT_MOST) {
                throw new IllegalArgumentException("a picture on paper is at least one dot wide and 1 to "
                        + PICTURE_ROWS_AT_MOST + " dots high, not " + rowCount);
            }
            if (rows.length != bytesPerRow * rowCount) {
                throw new IllegalArgumentException("a picture of " + rowCount + " rows of " + bytesPerRow
                        + " bytes does not have " + rows.length + " bytes");
            }
            rows = rows.clone();
        }
    }

    /** Sounds the printer's buzzer, where it has one. */
    public record Beep(int times) implements Block {
        public Beep {
            if (times < 1 || times > BEEPS_AT_MOST) {
                throw new IllegalArgumentException("a printer beeps 1 to " + BEEPS_AT_MOST + " times, not " + times);
            }
        }
    }

    /** A thin line across the paper. */
    public record Rule() implements Block {}

    /** Empty lines. */
    public record Feed(int lines) implements Block {
        public Feed {
            if (lines < 1 || lines > FEED_AT_MOST) {
                throw new IllegalArgumentException("a feed has 1 to " + FEED_AT_MOST + " lines, not " + lines);
            }
        }
    }

    /** A bar in white on black that marks every copy after the first ({@code SALINAN 1}). */
    public record CopyMark(String text) implements Block {
        public CopyMark {
            checkLength("copy mark", text, COPY_MARK_AT_MOST);
        }
    }

    private static void checkLength(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    "a " + what + " on paper has at most " + most + " characters, this one has " + text.length());
        }
    }

    /** Collects blocks; not thread-safe. */
    public static final class Builder {

        private final List<Block> blocks = new ArrayList<>();

        private Builder() {}

        public Builder add(Block block) {
            blocks.add(block);
            return this;
        }

        /** Centred text of normal size. */
        public Builder centred(String text) {
            return centred(text, Size.NORMAL, false);
        }

        public Builder centred(String text, Size size, boolean bold) {
            return add(new Text(text, Align.CENTRE, size, bold));
        }

        /** Text of normal size at the left edge. */
        public Builder left(String text) {
            return add(new Text(text, Align.LEFT, Size.NORMAL, false));
        }

        public Builder row(String left, String right) {
            return add(new Row(left, right, false));
        }

        public Builder big(String text) {
            return add(new BigText(text));
        }

        public Builder qr(String content) {
            return add(new Qr(content));
        }

        public Builder rule() {
            return add(new Rule());
        }

        public Builder feed(int lines) {
            return add(new Feed(lines));
        }

        public Builder copyMark(String text) {
            return add(new CopyMark(text));
        }

        public Slip slip() {
            return new Slip(blocks);
        }
    }
}
