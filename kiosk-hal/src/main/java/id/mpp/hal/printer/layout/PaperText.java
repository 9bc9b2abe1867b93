package id.mpp.hal.printer.layout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns any text into bytes that are safe on paper. Text from outside, such as the name of a service, must not be able
 * to give the printer commands. So control and format characters are removed first, and the rest is mapped to the code
 * page. No byte below 0x20 and no 0x7F can remain.
 */
public final class PaperText {

    /** Stands for a character that the code page lacks. */
    public static final char REPLACEMENT = '?';

    private static final Map<Integer, String> LOOKALIKES = Map.ofEntries(
            Map.entry(0x2018, "'"),
            Map.entry(0x2019, "'"),
            Map.entry(0x201A, ","),
            Map.entry(0x201C, "\""),
            Map.entry(0x201D, "\""),
            Map.entry(0x2010, "-"),
            Map.entry(0x2011, "-"),
            Map.entry(0x2012, "-"),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0x2022, "*"),
            Map.entry(0x00B7, "-"),
            Map.entry(0x00D7, "x"),
            Map.entry(0x2192, ">"));

    /** Longer replacements would push the text out of its line: U+FDFA is 18 characters. */
    private static final int SPELT_AT_MOST = 4;

    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private PaperText() {}

    /**
     * Encodes a text with one byte for each character that will stand on paper. Line breaks, tabs and all kinds of
     * space become one space each. Other control characters, bidirectional marks, joiners and combining marks vanish.
     */
    public static byte[] encode(String text, CodePage page) {
        if (isPlain(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        CharsetEncoder encoder = page.charset().newEncoder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(codePoint -> append(codePoint, encoder, bytes));
        return bytes.toByteArray();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void append(int codePoint, CharsetEncoder encoder, ByteArrayOutputStream bytes) {
        if (codePoint >= 0x20 && codePoint < 0x7F) {
            bytes.write(codePoint);
        } else if (isSpace(codePoint)) {
            bytes.write(' ');
        } else if (!isInvisible(codePoint)) {
            bytes.writeBytes(printable(codePoint, encoder));
        }
    }

    private static byte[] printable(int codePoint, CharsetEncoder encoder) {
        for (String candidate : candidates(codePoint)) {
            byte[] coded = candidate.chars().allMatch(c -> encoder.canEncode((char) c))
                    ? candidate.getBytes(encoder.charset())
                    : new byte[0];
            if (coded.length > 0 && isSafe(coded)) {
                return coded;
            }
        }
        return new byte[] {(byte) REPLACEMENT};
    }

    private static List<String> candidates(int codePoint) {
        String self = Character.toString(codePoint);
        List<String> candidates = new ArrayList<>(3);
        candidates.add(self);
        String lookalike = LOOKALIKES.get(codePoint);
        if (lookalike != null) {
            candidates.add(lookalike);
        }
        String plain = MARKS.matcher(Normalizer.normalize(self, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('\u2044', '/');
        if (!plain.equals(self) && plain.length() <= SPELT_AT_MOST) {
            candidates.add(plain);
        }
        return candidates;
    }

    private static boolean isSafe(byte[] bytes) {
        for (byte b : bytes) {
            int value = b & 0xFF;
            if (value < 0x20 || value == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || Character.isSpaceChar(codePoint)
                || codePoint == 0x85;
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
