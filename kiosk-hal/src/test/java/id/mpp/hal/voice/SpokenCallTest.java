package id.mpp.hal.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.voice.SpokenCall.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenCallTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        A-057   | 3        | Nomor antrean, a, nol lima tujuh, silakan menuju loket tiga.
        A-012   | 10       | Nomor antrean, a, nol satu dua, silakan menuju loket sepuluh.
        AB-1000 | 21       | Nomor antrean, a be, satu nol nol nol, silakan menuju loket dua puluh satu.
        Z-999   | Loket 35 | Nomor antrean, zet, sembilan sembilan sembilan, silakan menuju loket tiga puluh lima.
        c-003   | 12B      | Nomor antrean, ce, nol nol tiga, silakan menuju loket dua belas be.
        F007    | A2       | Nomor antrean, ef, nol nol tujuh, silakan menuju loket a dua.
        X-101   | Bank     | Nomor antrean, eks, satu nol satu, silakan menuju loket bank.
        """)
    void anIndonesianCallIsSpokenDigitByDigit(String number, String counter, String sentence) {
        assertEquals(sentence, call(SpokenLanguage.INDONESIAN, Attempt.FIRST, number, counter));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        A-057 | 3   | Ticket number, ay, zero five seven, please go to counter three.
        W-110 | 112 | Ticket number, double-you, one one zero, please go to counter one hundred twelve.
        """)
    void anEnglishCallIsSpokenDigitByDigit(String number, String counter, String sentence) {
        assertEquals(sentence, call(SpokenLanguage.ENGLISH, Attempt.FIRST, number, counter));
    }

    @ParameterizedTest
    @CsvSource({
        "ABCDEFGHIJKLM, a be ce de e ef ge ha i je ka el em",
        "NOPQRSTUVWXYZ, en o pe ki er es te u ve we eks ye zet",
        "0123456789, nol satu dua tiga empat lima enam tujuh delapan sembilan"
    })
    void everyLetterAndDigitHasItsIndonesianName(String signs, String names) {
        assertEquals(names, String.join(" ", IndonesianGrammar.INSTANCE.spell(signs)));
    }

    @Test
    void aNumberAloneIsSpelledForTheGuide() {
        assertEquals("a, nol lima tujuh", SpokenCall.spelled(SpokenLanguage.INDONESIAN, "A-057"));
        assertEquals("ki", SpokenCall.spelled(SpokenLanguage.INDONESIAN, "Q"));
    }

    @Test
    void theSecondAndTheLastCallSaySo() {
        assertEquals(
                "Panggilan kedua. Nomor antrean, a, nol nol satu, silakan menuju loket satu.",
                call(SpokenLanguage.INDONESIAN, Attempt.SECOND, "A-001", "1"));
        assertEquals(
                "Panggilan terakhir. Nomor antrean, a, nol nol satu, silakan menuju loket satu.",
                call(SpokenLanguage.INDONESIAN, Attempt.LAST, "A-001", "1"));
        assertTrue(call(SpokenLanguage.ENGLISH, Attempt.SECOND, "A-001", "1").startsWith("Second call. Ticket number"));
        assertTrue(call(SpokenLanguage.ENGLISH, Attempt.LAST, "A-001", "1").startsWith("Last call. Ticket number"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, nol",
        "1, satu",
        "9, sembilan",
        "10, sepuluh",
        "11, sebelas",
        "12, dua belas",
        "19, sembilan belas",
        "20, dua puluh",
        "21, dua puluh satu",
        "99, sembilan puluh sembilan",
        "100, seratus",
        "101, seratus satu",
        "111, seratus sebelas",
        "210, dua ratus sepuluh",
        "999, sembilan ratus sembilan puluh sembilan",
        "1000, seribu",
        "1945, seribu sembilan ratus empat puluh lima",
        "2026, dua ribu dua puluh enam",
        "9999, sembilan ribu sembilan ratus sembilan puluh sembilan"
    })
    void indonesianNumbersFollowTheGrammar(int value, String words) {
        assertEquals(words, String.join(" ", IndonesianGrammar.INSTANCE.number(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "10, ten",
        "15, fifteen",
        "20, twenty",
        "42, forty two",
        "100, one hundred",
        "219, two hundred nineteen",
        "3005, three thousand five"
    })
    void englishNumbersFollowTheGrammar(int value, String words) {
        assertEquals(words, String.join(" ", EnglishGrammar.INSTANCE.number(value)));
    }

    @Test
    void aLabelOfHugeDigitsIsSpelt() {
        assertTrue(call(SpokenLanguage.INDONESIAN, Attempt.FIRST, "A-001", "10000")
                .endsWith("loket satu nol nol nol nol."));
    }

    @Test
    void hostileLabelsBecomePlainWords() {
        assertEquals(
                "Nomor antrean, a, nol nol satu, silakan menuju loket speak version break -w x.",
                call(SpokenLanguage.INDONESIAN, Attempt.FIRST, "A-001", "<speak version=\"\"> [[break]] -w /x\u0007"));
        assertThrows(IllegalArgumentException.class, () -> call(SpokenLanguage.INDONESIAN, Attempt.FIRST, " ", "1"));
    }

    @Test
    void ofALabelThatIsTooLongTheBeginningIsSpoken() {
        String label = "Pelayanan Administrasi Kependudukan dan Catatan Sipil";
        assertTrue(call(SpokenLanguage.INDONESIAN, Attempt.FIRST, "A-001", label)
                .endsWith("loket pelayanan administrasi kependudukan dan."));
        assertTrue(call(SpokenLanguage.INDONESIAN, Attempt.FIRST, "A-001", "x".repeat(200))
                .endsWith(" " + "x".repeat(SpokenCall.TEXT_AT_MOST) + "."));
    }

    private static String call(SpokenLanguage language, Attempt attempt, String number, String counter) {
        return new SpokenCall(language, attempt, number, counter).sentence();
    }
}
