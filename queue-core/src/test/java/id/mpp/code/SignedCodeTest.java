package id.mpp.code;

import static id.mpp.code.CodeFixture.BRANCH;
import static id.mpp.code.CodeFixture.EVENING;
import static id.mpp.code.CodeFixture.NOW;
import static id.mpp.code.CodeFixture.SERVICE;
import static id.mpp.code.CodeFixture.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import id.mpp.code.Verification.Reason;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCodeTest {
    private static final LocalDate TOMORROW = TODAY.plusDays(1);

    @TempDir
    private Path folder;

    private CodeFixture hall;

    @BeforeEach
    void makeKeys() throws IOException {
        hall = new CodeFixture(folder);
    }

    @Test
    void aGenuineCodeSaysWhatWasSigned() {
        Claims claims = hall.booking();
        assertEquals(new Verification.Valid(claims), hall.check(hall.signer.sign(claims)));
    }

    @Test
    void everyNumberThatExistsComesBack() {
        for (String prefix : List.of("A", "Z", "AA", "AZ", "ZA", "ZZ", "HJ", "NP", "R")) {
            for (int value : new int[] {1, 57, 999, 1_000, TicketNumber.MAX_VALUE}) {
                Claims claims = new Claims(
                        CodeKind.TICKET,
                        BRANCH,
                        TODAY,
                        SERVICE,
                        new TicketNumber(prefix, value),
                        Claims.newId(hall.random),
                        EVENING);
                assertEquals(new Verification.Valid(claims), hall.check(hall.signer.sign(claims)));
            }
        }
    }

    @Test
    void theLongestFieldsFitIntoVersionSixAtLevelM() throws WriterException {
        Claims longest = new Claims(
                CodeKind.TICKET,
                "b".repeat(40),
                LocalDate.ofEpochDay(0xFFFF),
                new ServiceId("s".repeat(40)),
                new TicketNumber("ZZ", TicketNumber.MAX_VALUE),
                "_".repeat(21) + "w",
                Instant.ofEpochSecond(0xFFFF_FFFFL));
        QRCode code = Encoder.encode(hall.signer.sign(longest), ErrorCorrectionLevel.M);
        assertEquals(6, code.getVersion().getVersionNumber());
        QRCode usual = Encoder.encode(hall.signer.sign(hall.booking()), ErrorCorrectionLevel.M);
        assertEquals(6, usual.getVersion().getVersionNumber());
    }

    @Test
    void eachRefusalSaysWhy() {
        assertRefused(Reason.WRONG_BRANCH, hall.claims("mpp-3171-01", TODAY, SERVICE, EVENING));
        assertRefused(Reason.EXPIRED, hall.claims(BRANCH, TODAY, SERVICE, NOW));
        assertRefused(Reason.EXPIRED, hall.claims(BRANCH, TODAY.minusDays(9), SERVICE, NOW.minusSeconds(1)));
        assertRefused(Reason.NOT_YET, hall.claims(BRANCH, TOMORROW, SERVICE, EVENING));
        assertRefused(Reason.WRONG_DAY, hall.claims(BRANCH, TODAY.minusDays(1), SERVICE, EVENING));
        assertRefused(Reason.UNKNOWN_SERVICE, hall.claims(BRANCH, TODAY, new ServiceId("sim-baru"), EVENING));
        String forged = hall.stranger.sign(hall.booking());
        assertEquals(new Verification.Refused(Reason.FORGED), hall.check(forged));
        assertEquals(new Verification.Refused(Reason.MALFORMED), hall.check("MPP1:"));
    }

    @Test
    void withoutATrustedClockTheBusinessDayDecides() {
        Claims late = hall.claims(BRANCH, TODAY, SERVICE, NOW.minusSeconds(60));
        String code = hall.signer.sign(late);
        assertEquals(new Verification.Valid(late), hall.verifier.verify(code, TODAY, null));
        assertEquals(new Verification.Refused(Reason.WRONG_DAY), hall.verifier.verify(code, TOMORROW, null));
    }

    @Test
    void theOldAndTheNewKeyAreGoodWhileBothAreKnown() throws IOException {
        CodeSigner next = CodeFixture.newSigner(folder, "next");
        VerificationKeys both = VerificationKeys.read(List.of(folder.resolve("hall.pub"), folder.resolve("next.pub")));
        CodeVerifier verifier = new CodeVerifier(both, BRANCH, CodeFixture.SERVICES);
        assertEquals(2, both.size());
        for (CodeSigner signer : List.of(hall.signer, next)) {
            Claims claims = hall.booking();
            assertEquals(new Verification.Valid(claims), verifier.verify(signer.sign(claims), TODAY, NOW));
        }
        assertEquals(new Verification.Refused(Reason.FORGED), hall.check(next.sign(hall.booking())));
    }

    @Test
    void whatNoCodeCanHoldIsNoClaim() {
        Claims good = hall.booking();
        for (String id : List.of("", "short", "A".repeat(23), "A".repeat(21) + "B", "A".repeat(20) + "/A")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Claims(good.kind(), BRANCH, TODAY, SERVICE, good.number(), id, EVENING));
        }
        assertThrows(IllegalArgumentException.class, () -> hall.claims("", TODAY, SERVICE, EVENING));
        assertThrows(
                IllegalArgumentException.class, () -> hall.claims(BRANCH, LocalDate.of(2150, 1, 1), SERVICE, EVENING));
        assertThrows(IllegalArgumentException.class, () -> hall.claims(BRANCH, TODAY, SERVICE, EVENING.plusMillis(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> hall.claims(BRANCH, TODAY, SERVICE, Instant.parse("2107-01-01T00:00:00Z")));
    }

    private void assertRefused(Reason reason, Claims claims) {
        assertEquals(new Verification.Refused(reason), hall.check(hall.signer.sign(claims)));
    }
}
