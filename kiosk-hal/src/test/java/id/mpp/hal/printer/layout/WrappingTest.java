package id.mpp.hal.printer.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void aCentredTitleLeavesNoSingleWordBehind() {
        assertEquals(
                List.of("Dinas Kependudukan", "dan Pencatatan Sipil"),
                evenly("Dinas Kependudukan dan Pencatatan Sipil", 32));
        assertEquals(List.of("satu dua"), evenly("satu dua", 32));
        assertEquals(List.of(""), evenly("", 32));
        assertEquals(List.of("abcdefg", "hij kl"), evenly("abcdefghij kl", 8));
    }

    @Test
    void whatIsBrokenEvenlyHasAsFewLinesAsItCanAndLosesNothing() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            String text = words(random);
            int columns = 3 + random.nextInt(46);
            List<String> full = fully(text, columns);
            List<String> even = evenly(text, columns);
            assertEquals(full.size(), even.size(), "seed " + seed);
            assertTrue(even.stream().allMatch(line -> line.length() <= columns), "seed " + seed);
            if (full.size() < Wrapping.LINES_AT_MOST) {
                assertEquals(letters(text), letters(String.join("", even)), "seed " + seed);
                int widest = even.stream().mapToInt(String::length).max().orElseThrow();
                assertTrue(
                        widest == 1
                                || full.size() == 1
                                || fully(text, widest - 1).size() > full.size(),
                        text);
            }
        }
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(3) == 0 ? "  " : " ").append("y".repeat(1 + random.nextInt(14)));
        }
        return text.toString();
    }

    private static String letters(String text) {
        return text.replace(" ", "");
    }

    private static List<String> fully(String text, int columns) {
        return strings(Wrapping.wrapFully(bytes(text), columns));
    }

    private static List<String> evenly(String text, int columns) {
        return strings(Wrapping.wrapEvenly(bytes(text), columns));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> strings(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
