package id.mpp.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.code.ScannedCode.Reason;
import id.mpp.queue.TicketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeClassifierTest {
    private static final String BASE = "https://antrean.example.go.id/mpp";

    private final CodeClassifier classifier = new CodeClassifier(BASE);

    @Test
    void aTicketOfThisHallIsATicket() {
        String id = "AbCdEfGhIjKlMnOpQrSt_w";
        assertEquals(new ScannedCode.Ticket(new TicketId(id)), classifier.classify(BASE + "/t/" + id));
        assertEquals(
                new ScannedCode.Ticket(new TicketId(id)), new CodeClassifier(BASE + "/").classify(BASE + "/t/" + id));
    }

    @Test
    void aSignedCodeHasExactlyItsForm() {
        String code = "MPP1:" + "A0 $%*+-./:".repeat(14).substring(0, 149);
        assertEquals(new ScannedCode.Signed(code), classifier.classify(code));
        for (String broken : new String[] {code + "A", code.substring(1 + 4), "MPP1:", code.replace('A', 'a')}) {
            assertEquals(
                    new ScannedCode.Refused(broken.startsWith("MPP1:") ? Reason.MALFORMED : Reason.UNKNOWN),
                    classifier.classify(broken));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"IMI-2026-00123", "503/1234/DPMPTSP/2026", "A1B2", "0123456789012345678901234567890123456789"})
    void aReceiptOfAnotherSystemIsAReference(String text) {
        assertEquals(new ScannedCode.Reference(text), classifier.classify(text));
    }

    @Test
    void anIdentityNumberIsNotTaken() {
        assertEquals(new ScannedCode.Refused(Reason.IDENTITY_NUMBER), classifier.classify("2172010101900001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                " A1B2C3",
                "A1B2C3\n",
                "A1B2--C3",
                "-A1B2",
                "A1B2/",
                "//example.com",
                "https://example.com/t/AbCdEfGhIjKlMnOp",
                "javascript:alert(1)",
                "WIFI:S:hall;T:WPA;P:secret;;",
                "../../etc/passwd",
                "=HYPERLINK(1)",
                "A1B2 C3D4",
                "Ａ１Ｂ２Ｃ３",
                "mpp1:ABCDEF",
                "A1B2\u202eC3",
            })
    void anythingElseIsRefused(String text) {
        assertEquals(new ScannedCode.Refused(Reason.UNKNOWN), classifier.classify(text));
    }

    @Test
    void lengthsEndWhereTheySay() {
        String most = "A".repeat(CodeClassifier.MAX_REFERENCE);
        assertEquals(new ScannedCode.Reference(most), classifier.classify(most));
        assertEquals(new ScannedCode.Refused(Reason.UNKNOWN), classifier.classify(most + "A"));
        assertEquals(new ScannedCode.Refused(Reason.UNKNOWN), classifier.classify("A/".repeat(50_000)));
        assertEquals(new ScannedCode.Refused(Reason.MALFORMED), classifier.classify(BASE + "/t/short"));
        assertEquals(new ScannedCode.Refused(Reason.MALFORMED), classifier.classify(BASE + "/t/" + "A".repeat(65)));
        assertEquals(new ScannedCode.Refused(Reason.MALFORMED), classifier.classify(BASE + "/t/AbCdEfGh?x=1"));
    }
}
