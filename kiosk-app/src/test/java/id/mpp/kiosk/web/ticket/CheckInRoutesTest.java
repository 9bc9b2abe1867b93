package id.mpp.kiosk.web.ticket;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.code.Claims;
import id.mpp.code.CodeKind;
import id.mpp.code.CodeSigner;
import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.booking.KeyFolder;
import id.mpp.kiosk.booking.ReservationBook;
import id.mpp.kiosk.web.TestKiosk;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checking in with a signed code, a code that the hall was told of, and another system's reference. It is Monday,
 * 08.10.
 */
class CheckInRoutesTest {
    private static final String TICKETS = "/api/v1/tickets";
    private static final String BRANCH = "mpp-2172-01";
    private static final String SERVICE = "ktp-rekam";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant EVENING = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String RESERVATIONS = """
        code,service,day,from,until,id
        KTP-73K9QX,ktp-rekam,2026-11-23,09:00,09:30,
        KK-PAGI-01,kk,2026-11-23,07.00,07.30,
        KK-BESOK-1,kk,2026-11-24,09:00,,
        KK-KEMARIN,kk,2026-11-22,,,
        QR-DAN-KODE,kk,2026-11-23,,,AAAAAAAAAAAAAAAAAAAAAA
        """;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private CodeSigner signer;
    private CodeSigner stranger;
    private Path book;
    private TestKiosk kiosk;

    @BeforeEach
    void start() throws Exception {
        FileTroubles troubles = new FileTroubles();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        signer = signer("hall", keys);
        stranger = signer("stranger", folder);
        book = Files.writeString(folder.resolve("bookings.csv"), RESERVATIONS);
        kiosk = new TestKiosk(
                KeyFolder.verifier(keys, CatalogReader.sample(), Copies.in(folder), troubles),
                ReservationBook.open(book, CatalogReader.sample(), Copies.in(folder), troubles));
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    @Test
    void aSignedCodeIsANumberOfItsServiceOnceAndNotTwice() throws Exception {
        String code = signer.sign(claims(TODAY, EVENING));
        JsonNode ticket = json(checkIn(code, "Idempotency-Key", "press-1"));
        assertEquals("A-001", ticket.path("number").asText());
        assertEquals(SERVICE, ticket.path("service").asText());
        assertEquals("on-time", ticket.path("checkIn").asText());
        assertTrue(ticket.path("booked").asBoolean());
        assertEquals(ticket, json(checkIn(code, "Idempotency-Key", "press-1")));
        HttpResponse<String> second = checkIn(code);
        assertEquals(409, second.statusCode());
        assertEquals("booking-used", code(second));
        assertEquals(1, kiosk.desk().view().tickets().size());
    }

    @Test
    void whoComesTooEarlyIsToldWhenAndComesInThen() throws Exception {
        HttpResponse<String> early = checkIn("KTP-73K9QX");
        assertEquals("booking-too-early", code(early));
        assertEquals(
                "2026-11-23T08:30:00.000+07:00", json(early).path("opensAt").asText());
        assertTrue(json(early).path("detail").asText().contains("08.30 WIB"), early.body());
        kiosk.pass(Duration.ofMinutes(20));
        JsonNode ticket = json(checkIn("ktp73k9qx"));
        assertEquals("on-time", ticket.path("checkIn").asText());
        assertEquals(SERVICE, ticket.path("service").asText());
        assertEquals("booking-used", code(checkIn("KTP/73K9QX")));
    }

    @Test
    void whoComesLateTakesANumberLikeEverybodyAndIsToldSo() throws Exception {
        JsonNode ticket = json(checkIn("KK-PAGI-01"));
        assertEquals("late", ticket.path("checkIn").asText());
        assertEquals("waiting", ticket.path("state").asText());
        assertEquals("booking-used", code(checkIn("KK-PAGI-01")));
    }

    @Test
    void theTypedAndTheSignedCodeOfOneReservationCountOnce() throws Exception {
        assertEquals(201, checkIn("QR-DAN-KODE").statusCode());
        Claims claims =
                new Claims(CodeKind.BOOKING, BRANCH, TODAY, new ServiceId("kk"), new TicketNumber("A", 7), ID, EVENING);
        assertEquals("booking-used", code(checkIn(signer.sign(claims))));
    }

    @Test
    void whatIsForgedChangedOverOrMeantForElsewhereIsRefusedInWordsAndNotRepeated() throws Exception {
        String good = signer.sign(claims(TODAY, EVENING));
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(stranger.sign(claims(TODAY, EVENING)), "forged");
        codes.put(good.substring(0, 40) + (good.charAt(40) == '0' ? '1' : '0') + good.substring(41), "forged");
        codes.put(good.substring(0, 100), "malformed");
        codes.put(signer.sign(claims(TODAY, Instant.parse("2026-11-23T01:00:00Z"))), "expired");
        codes.put(signer.sign(claims(TODAY.minusDays(1), EVENING)), "wrong-day");
        codes.put(signer.sign(claims(TODAY.plusDays(1), EVENING.plusSeconds(86_400))), "not-yet");
        codes.put(
                signer.sign(new Claims(
                        CodeKind.BOOKING,
                        "mpp-3578-01",
                        TODAY,
                        new ServiceId(SERVICE),
                        new TicketNumber("A", 7),
                        Claims.newId(random),
                        EVENING)),
                "wrong-branch");
        codes.put("2172010101900001", "identity-number");
        codes.put("https://evil.example/run?<b>", "unknown");
        codes.put("KK-BESOK-1", "not-yet");
        codes.put("KK-KEMARIN", "wrong-day");
        for (Map.Entry<String, String> entry : codes.entrySet()) {
            HttpResponse<String> refused = checkIn(entry.getKey());
            assertEquals(409, refused.statusCode(), entry.toString());
            assertEquals("booking-refused", code(refused), entry.toString());
            assertEquals(entry.getValue(), json(refused).path("reason").asText(), refused.body());
            assertTrue(json(refused).path("detail").asText().length() > 20, refused.body());
            assertFalse(refused.body().contains(entry.getKey().substring(0, 8)), refused.body());
        }
        assertTrue(kiosk.desk().view().tickets().isEmpty(), "a refused code left a ticket");
    }

    @Test
    void anotherSystemsReferenceNeedsAServiceIsTakenOnceAndCountsUnderTheQuota() throws Exception {
        assertEquals("booking-needs-service", code(checkIn("SJ-2026-000123")));
        kiosk.as(TestKiosk.SUPERVISOR, "POST", "/api/v1/day/hours-override", "{\"reason\":\"uji\"}");
        int quota = 0;
        while (quota < 1_000) {
            HttpResponse<String> answer = take("paspor-baru", "SJ-2026-9" + quota);
            if (answer.statusCode() != 201) {
                assertEquals("quota-full", code(answer));
                break;
            }
            assertEquals("reference", json(answer).path("checkIn").asText());
            quota++;
        }
        ServiceId passport = new ServiceId("paspor-baru");
        assertEquals(
                Objects.requireNonNull(
                        kiosk.hall().service(passport).orElseThrow().dailyQuota()),
                quota);
        Claims reserved = new Claims(
                CodeKind.BOOKING, BRANCH, TODAY, passport, new TicketNumber("A", 7), Claims.newId(random), EVENING);
        assertEquals(201, checkIn(signer.sign(reserved)).statusCode(), "a reserved place is kept beside the quota");
        assertEquals(201, take("kk", "SJ-2026-000123").statusCode());
        assertEquals("booking-used", code(take("ktp-rekam", "sj2026000123")));
    }

    @Test
    void noReferenceIsInTheJournalAsItWasWritten() throws Exception {
        checkIn("KK-PAGI-01");
        take("kk", "SJ-2026-000123");
        for (Ticket ticket : kiosk.desk().view().tickets()) {
            String kept = Objects.requireNonNull(ticket.booking());
            assertFalse(kept.contains("2026") || kept.contains("PAGI"), kept);
        }
    }

    @Test
    void aReservationForOneServiceIsNoNumberOfAnotherAndATicketIsNoReservation() throws Exception {
        HttpResponse<String> other = take("kk", signer.sign(claims(TODAY, EVENING)));
        assertEquals("booking-other-service", code(other));
        assertTrue(json(other).path("detail").asText().contains("KTP"), other.body());
        String mine = kiosk.take().path("statusUrl").asText();
        assertEquals("booking-is-ticket", code(checkIn(mine)));
    }

    @Test
    void reservationsThatCameInLaterAreKnownAndABrokenFileLeavesThoseBefore() throws Exception {
        assertEquals("booking-needs-service", code(checkIn("BARU-2026-7")));
        change(RESERVATIONS + "BARU-2026-7,kk,2026-11-23,,,\nBARU-2026-8,kk,2026-11-23,,,\n", 1);
        assertEquals(201, checkIn("BARU-2026-7").statusCode());
        change("not,what,is,wanted\n", 2);
        assertEquals(201, checkIn("BARU-2026-8").statusCode());
    }

    private void change(String content, int seconds) throws Exception {
        Files.writeString(book, content);
        Files.setLastModifiedTime(book, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private HttpResponse<String> checkIn(String code, String... headers) throws Exception {
        return kiosk.post(
                TICKETS, Json.mapper().createObjectNode().put("booking", code).toString(), headers);
    }

    private HttpResponse<String> take(String service, String code) throws Exception {
        return kiosk.post(
                TICKETS,
                Json.mapper()
                        .createObjectNode()
                        .put("service", service)
                        .put("booking", code)
                        .toString());
    }

    private Claims claims(LocalDate day, Instant expiry) {
        return new Claims(
                CodeKind.BOOKING,
                BRANCH,
                day,
                new ServiceId(SERVICE),
                new TicketNumber("A", 7),
                Claims.newId(random),
                expiry);
    }

    private CodeSigner signer(String name, Path publicFolder) throws Exception {
        Path secret = folder.resolve(name + ".key");
        Path open = publicFolder.resolve(name + ".pub");
        CodeSigner.createKeys(secret, open);
        return CodeSigner.read(secret, open);
    }
}
