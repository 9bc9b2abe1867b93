package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import id.mpp.hal.printer.layout.CodePage;
import id.mpp.hal.printer.layout.PaperText;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text gives the printer a command: there are no control bytes on paper. */
class HostileTextTest {

    @ParameterizedTest
    @EnumSource(CodePage.class)
    void noCharacterOfUnicodeBecomesAControlByte(CodePage page) {
        int together = 256;
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += together) {
            StringBuilder text = new StringBuilder();
            for (int codePoint = first; codePoint < first + together; codePoint++) {
                text.append('a').appendCodePoint(codePoint);
            }
            assertHarmless(PaperText.encode(text.toString(), page), first);
        }
    }

    @ParameterizedTest
    @EnumSource(CodePage.class)
    void noRandomTextBecomesAControlByte(CodePage page) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 40; j++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x1_0000)));
            }
            try {
                assertHarmless(PaperText.encode(text.toString(), page), -1);
            } catch (AssertionError e) {
                fail("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b@\u001dV\u0000", // reset and cut
                "\u0010\u0014\u0002\u0001\u0000", // power off
                "\u001bp\u0000\u0019\u00fa", // open the drawer
                "\u009b31m\u0085\u2028\u2029", // C1 controls and line separators
                "\u202eGNP.exe\u202c\u2066\u200f", // bidirectional overrides
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 keluarga", // emoji joined
                "\ud800 alone \udfff", // half characters
                "z\u0351\u0352\u0353\u0354\u0355algo", // marks piled up
            })
    void hostileTextsLeaveTheCommandsOfASlipAsTheyAre(String hostile) {
        EscPosEncoder encoder = new EscPosEncoder(PrinterProfile.EPSON_80);

        byte[] attacked = encoder.encode(
                Slip.build().left(hostile).row(hostile, hostile).big("A").slip());
        byte[] harmless =
                encoder.encode(Slip.build().left("x").row("x", "x").big("A").slip());

        assertArrayEquals(controls(harmless), controls(attacked));
    }

    @Test
    void whatACodePageLacksIsReplacedByItsLikeOrAQuestionMark() {
        assertEquals("Cafe \"antrean\" - 25-40 ?", text("Café “antrean” — 25–40 ☃", CodePage.ASCII));
        assertEquals("fi 1/2 x", text("ﬁ ½ ×", CodePage.ASCII));
        assertEquals("Jumat, 13.00", text("Jumat,\u00a013.00\r", CodePage.ASCII).strip());
        assertEquals("Caf\u00e9", text("Cafe\u0301", CodePage.WINDOWS_1252));
    }

    private static String text(String text, CodePage page) {
        return new String(PaperText.encode(text, page), page.charset());
    }

    private static byte[] controls(byte[] bytes) {
        String kept = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^\\x00-\\x1f\\x7f]", "");
        return kept.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertHarmless(byte[] bytes, int first) {
        for (byte b : bytes) {
            if ((b & 0xFF) < 0x20 || b == 0x7F) {
                fail("a character from U+" + Integer.toHexString(first) + " on became byte " + (b & 0xFF));
            }
        }
    }
}
