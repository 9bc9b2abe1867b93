package id.mpp.hal.printer.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks text, one byte a character, into lines. */
public final class Wrapping {

    /** A single text fills at most this many lines of paper. The rest is cut off with three dots. */
    public static final int LINES_AT_MOST = 12;

    private static final String DOTS = "...";

    private static final Pattern SPACES = Pattern.compile(" +");

    private Wrapping() {}

    /** Fills each line as far as it goes. An empty text becomes one empty line. */
    public static List<byte[]> wrapFully(byte[] text, int columns) {
        return isLine(text, columns) ? List.of(text) : bytes(lines(words(text), columns), columns);
    }

    /**
     * Breaks a text into as few lines as {@link #wrapFully} does, but of about equal length, so that no single word
     * hangs below a centred title.
     */
    public static List<byte[]> wrapEvenly(byte[] text, int columns) {
        if (isLine(text, columns)) {
            return List.of(text);
        }
        String[] words = words(text);
        int most = count(words, columns);
        int narrowest = columns;
        if (most > 1 && most <= LINES_AT_MOST) {
            while (narrowest > 1 && count(words, narrowest - 1) <= most) {
                narrowest--;
            }
        }
        return bytes(lines(words, narrowest), narrowest);
    }

    /** How many {@link #lines} there are: counted alone, because many widths are tried for each text. */
    private static int count(String[] words, int columns) {
        int lines = 1;
        int used = 0;
        for (String word : words) {
            int rest = word.length();
            if (used > 0 && used + 1 + rest > columns) {
                lines++;
                used = 0;
            }
            while (rest > columns) {
                lines++;
                rest -= columns;
            }
            used += used == 0 ? rest : 1 + rest;
        }
        return lines;
    }

    /**
     * Whether the text already is a line with one space between its words. Most texts of a ticket are, and need no
     * work.
     */
    private static boolean isLine(byte[] text, int columns) {
        boolean afterSpace = true;
        for (byte character : text) {
            boolean space = character == ' ';
            if (space && afterSpace) {
                return false;
            }
            afterSpace = space;
        }
        return text.length <= columns && !afterSpace;
    }

    private static List<byte[]> bytes(List<String> lines, int columns) {
        return shorten(lines, columns).stream()
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Latin-1 gives one char for each byte and back, whatever the code page of the printer. */
    private static String[] words(byte[] text) {
        return SPACES.split(new String(text, StandardCharsets.ISO_8859_1).strip(), -1);
    }

    /** Breaks at spaces, and inside a word only where it is longer than a line. */
    private static List<String> lines(String[] words, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(columns);
        for (String word : words) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > columns) {
                lines.add(rest.substring(0, columns));
                rest = rest.substring(columns);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty() || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> shorten(List<String> lines, int columns) {
        if (lines.size() <= LINES_AT_MOST) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, LINES_AT_MOST));
        String last = kept.removeLast();
        kept.add(last.substring(0, Math.clamp(columns - DOTS.length(), 0, last.length())) + DOTS);
        return kept;
    }
}
