package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import id.mpp.testing.Chromium;
import id.mpp.testing.MondayMorning;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What officers, supervisors and visitors settle between them, in real Chromium. Six of the stories went wrong in real
 * halls: a counter that closed with a long line, a dead ticket machine, an agency's system that was down, a quota that
 * nobody knew of, a hall without display and loudspeaker, and one number in two hands. What no browser can show of the
 * last is told by {@code QueueHistoriesTest} (no number twice), {@code BusinessDayTest} and {@code WrongClockTest} (no
 * day rolls by itself).
 */
@ExtendWith(Chromium.class)
class HallStoriesIT {
    private static final String OFFICER = "petugas-bank";
    private static final String AGENCY = "bank";
    private static final String SERVICE = "teller";
    private static final String COUNTER = "loket-35";
    private static final int JHT_QUOTA = 30;

    private static Scene scene;

    @BeforeAll
    static void openTheHall() {
        scene = new Scene();
    }

    @AfterAll
    static void closeTheHall() {
        scene.close();
    }

    @AfterEach
    void closeTheWindows() {
        scene.browser().closeWindows();
    }

    @Test
    void aCounterThatWantsToCloseStopsTheNumbersFirstAndServesThoseIssued() {
        JsonNode issued = scene.take(SERVICE);
        Page counter = scene.openDesk(OFFICER, COUNTER);
        counter.locator("[data-press=request-closure]").click();
        counter.locator("[data-confirm=request-closure]").click();
        assertThat(counter.getByText("Penutupan diminta")).isVisible();

        Page supervisor = scene.supervise();
        Locator request = supervisor.locator("[data-closure=" + COUNTER + "]");
        assertThat(request).containsText("Petugas sakit");
        assertThat(request).containsText("Menunggu untuk layanannya: 1");
        scene.browser().assertAccessible(supervisor);
        request.locator("[data-decide=approve]").click();
        assertThat(request).containsText("Akan tutup");

        assertThat(kioskAt(AGENCY).getByText("Antrean layanan ini sudah sepanjang sisa waktu hari ini."))
                .isVisible();
        Scene.press(counter, "call-next");
        assertThat(counter.locator(".card__number"))
                .hasText(issued.path("number").asText());
        Scene.press(counter, "start");
        Scene.press(counter, "finish");
        request.locator("[data-decide=decline]").click();
        assertThat(request).hasCount(0);
        scene.take(SERVICE);
        scene.serve(OFFICER, COUNTER);
    }

    @Test
    void whenTheTicketMachineBreaksNumbersAreWrittenByHandAndStandInLineByTheirTime() {
        Page supervisor = scene.supervise();
        fillBlock(supervisor);
        Locator taken = supervisor.getByText(Pattern.compile("Tulis di kertas"));
        assertThat(taken).isVisible();
        String first = taken.textContent().replaceAll(".*kertas: (\\S+) sampai.*", "$1");
        String machine = scene.take("dtsen").path("number").asText();

        supervisor.locator("[data-act=manual-enter]").click();
        supervisor.locator("select[name=service]").selectOption("dtsen");
        supervisor.locator("input[name=number]").last().fill(first);
        ZonedDateTime now = MondayMorning.now().atZone(ZoneId.of("Asia/Jakarta"));
        int minutes = 30;
        supervisor
                .locator("input[name=issuedAt]")
                .fill(now.minusMinutes(minutes).format(DateTimeFormatter.ofPattern("HH:mm")));
        supervisor.locator("[data-confirm=manual-enter]").click();
        assertThat(supervisor.getByText(first + " masuk antrean dengan 0 di depannya."))
                .isVisible();

        Page counter = scene.openDesk("petugas-dinsos", "loket-32");
        assertThat(counter.locator(".queue--line tbody tr").first()).containsText(first);
        assertThat(counter.locator(".queue--line tbody tr").first())
                .containsText(Pattern.compile("menunggu 3\\d menit"));
        assertEquals(first, scene.serve("petugas-dinsos", "loket-32"));
        assertEquals(machine, scene.serve("petugas-dinsos", "loket-32"));
    }

    private static void fillBlock(Page supervisor) {
        supervisor.locator("[data-act=manual-take]").press("Enter");
        supervisor.locator("select[name=service]").selectOption("dtsen");
        supervisor.locator("input[name=count]").fill("3");
        supervisor.locator("[data-confirm=manual-take]").press("Enter");
    }

    @Test
    void whenTheAgencysSystemIsDownTheKioskSaysSoBeforeANumberAndIssuedOnesStayValid() {
        Page phone = scene.phone(scene.take("klaim-tht"));
        Page counter = scene.openDesk("petugas-taspen", "loket-34");
        counter.locator("[data-press=disrupt]").click();
        counter.getByText("Internet instansi terputus").click();
        counter.locator("input[name=until]").fill("23:59");
        counter.locator("[data-confirm=disrupt]").click();
        assertThat(counter.locator("[data-alert=disruption]"))
                .containsText("Internet instansi terputus. Diperkirakan pulih pukul 23.59 WIB");

        Page kiosk = kioskAt("taspen");
        assertThat(kiosk.getByText("Layanan ditutup sementara karena gangguan sistem instansi.")
                        .first())
                .isVisible();
        assertThat(kiosk.getByText("Internet instansi terputus").first()).isVisible();
        assertThat(kiosk.locator("[data-service]")).hasCount(0);
        Page supervisor = scene.supervise();
        assertThat(supervisor.locator("[data-disrupted=taspen]")).containsText("Internet instansi terputus");

        Scene.press(counter, "call-next");
        assertThat(phone.locator(".stub[data-state=called]")).isVisible();
        Scene.press(counter, "start");
        Scene.press(counter, "finish");
        counter.locator("[data-press=disrupt-end]").click();
        counter.locator("[data-confirm=disrupt-end]").click();
        assertThat(counter.locator("[data-alert=disruption]")).hasCount(0);
        assertThat(kiosk.locator("[data-service=klaim-tht]")).isVisible();
    }

    @Test
    void whatIsLeftOfTheQuotaIsPublicAndAFullOneSaysWhenToComeBack() {
        JsonNode hall = scene.send(null, "GET", "/api/v1/hall", null);
        assertEquals(JHT_QUOTA, service(hall, "jht").path("remaining").asInt());
        Page kiosk = kioskAt("bpjstk");
        assertThat(kiosk.getByText("Sisa kuota").first()).isVisible();
        for (int taken = 0; taken < JHT_QUOTA; taken++) {
            scene.take("jht");
        }
        assertThat(kiosk.getByText("Kuota layanan ini sudah penuh.")).isVisible();
        assertThat(kiosk.getByText(Pattern.compile("Nomor diambil kembali .* WIB"))
                        .first())
                .isVisible();
        assertEquals(
                409,
                scene.ask(null, "POST", "/api/v1/tickets", "{\"service\":\"jht\"}")
                        .statusCode());
    }

    private static JsonNode service(JsonNode hall, String id) {
        return hall.path("services")
                .valueStream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutDisplayAndLoudspeakerThePhoneSaysWhereToGo() {
        JsonNode ticket = scene.take("ak1");
        Page phone = scene.browser().openListening("/t/" + ticket.path("id").asText(), 360, 740);
        phone.getByText("Beri tahu dengan suara dan getar").tap();
        scene.act("petugas-disnaker", "loket-31", "open");
        scene.act("petugas-disnaker", "loket-31", "call-next");
        assertThat(phone.locator(".stub[data-state=called] [data-counter=loket-31]"))
                .hasText("31");
        assertEquals(1, phone.evaluate("window.rung.vibrations.length"));
        scene.act("petugas-disnaker", "loket-31", "no-show");
        assertThat(phone.getByText("Segera sampaikan nomor ini ke petugas loket"))
                .isVisible();
    }

    @Test
    void twoOfficersWhoPressAtOnceGetTwoNumbersAndNobodyIsCalledByAccident() {
        String officer = "petugas-samsat";
        JsonNode first = scene.take("stnk-tahunan");
        JsonNode second = scene.take("stnk-tahunan");
        scene.act(officer, "loket-12", "open");
        scene.act(officer, "loket-13", "open");
        List<CompletableFuture<String>> presses = List.of("loket-12", "loket-13").stream()
                .map(counter -> CompletableFuture.supplyAsync(() -> scene.act(officer, counter, "call-next")
                        .at("/ticket/number")
                        .asText()))
                .toList();
        List<String> called = presses.stream().map(CompletableFuture::join).toList();
        assertNotEquals(called.getFirst(), called.getLast());
        assertTrue(called.contains(first.path("number").asText())
                && called.contains(second.path("number").asText()));

        scene.send(officer, "POST", "/api/v1/counters/loket-12/park", "{\"reason\":\"documents\"}");
        scene.act(officer, "loket-13", "start");
        scene.act(officer, "loket-13", "finish");
        Page desk = scene.openDesk(officer, "loket-13");
        Scene.press(desk, "call-next");
        assertThat(desk.getByText("Tidak ada yang menunggu.").first()).isVisible();
        desk.getByText("Lanjutkan").click();
        assertThat(desk.locator("dialog")).containsText("Nomor dipanggil ke loket ini.");
        desk.locator("[data-confirm=resume-ticket]").click();
        assertThat(desk.locator(".card__number")).hasText(called.getFirst());
    }

    @Test
    void aTicketThatWasNotPrintedIsOnTheScreenOnceAndExplainedToTheSupervisor() {
        String faults = "/api/v1/devices/printer/faults";
        scene.send(null, "POST", faults, "{\"fault\":\"paper-out\",\"on\":true}");
        try {
            Page kiosk = kioskAt("pdam");
            kiosk.locator("[data-service=pdam-pasang]").evaluate("button => { button.click(); button.click(); }");
            String number = Visitors.slip(kiosk).number();
            assertThat(kiosk.locator("[data-print=failed]")).containsText("Kertas habis. Nomor Anda");
            Page supervisor = scene.supervise();
            supervisor.locator("[data-act=reconcile]").click();
            Locator rows = supervisor.locator("tr[data-number^=" + number.substring(0, 1) + "]");
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText("Tiketnya tidak tercetak.");
        } finally {
            scene.send(null, "POST", faults, "{\"fault\":\"paper-out\",\"on\":false}");
        }
    }

    @Test
    void aVisitorSaysOnceHowItWas() {
        JsonNode ticket = scene.take(SERVICE);
        scene.openDesk(OFFICER, COUNTER);
        scene.serve(OFFICER, COUNTER);
        Page phone = scene.phone(ticket);
        scene.browser().assertAccessible(phone);
        phone.getByText("Sangat puas").first().tap();
        phone.getByText("Isi juga sembilan unsur survei (SKM)").tap();
        assertThat(phone.locator("[data-confirm=survey]")).isDisabled();
        for (int element = 1; element <= 9; element++) {
            phone.locator("input[name=u" + element + "][value='3']").check();
        }
        phone.locator("[data-confirm=survey]").tap();
        assertThat(phone.getByText("Penilaian Anda sudah tercatat")).isVisible();
        phone.reload();
        assertThat(phone.getByText("Penilaian Anda sudah tercatat")).isVisible();
        scene.browser().assertNoOffence();
    }

    @Test
    void aPauseOfTheWholeHallIsSeenEverywhereAndEnds() {
        Page supervisor = scene.supervise();
        supervisor.locator("[data-act=hall-pause]").click();
        supervisor.locator("input[name=reason]").fill("evakuasi");
        supervisor.locator("[data-confirm=hall-pause]").click();
        assertThat(supervisor.getByText("Seluruh mal berhenti sementara: evakuasi"))
                .isVisible();
        Page kiosk = scene.browser().open("/", 1080, 1920);
        kiosk.locator("[data-browse]").tap();
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        assertThat(kiosk.getByText(Pattern.compile("Pelayanan di seluruh mal berhenti sementara"))
                        .first())
                .isVisible();
        supervisor.locator("[data-act=hall-resume]").click();
        supervisor.locator("[data-confirm=hall-resume]").click();
        assertThat(supervisor.locator("[data-act=hall-pause]")).isVisible();
    }

    @Test
    void aNoteIsReadByTheNextOfficerAndEveryCallHasItsReason() {
        scene.take(SERVICE);
        Page counter = scene.openDesk(OFFICER, COUNTER);
        Scene.press(counter, "call-next");
        String number = counter.locator(".card__number").getAttribute("data-number");
        counter.locator("[data-press=note]").click();
        counter.locator("input[name=text]").fill("berkas lengkap");
        counter.locator("[data-confirm=note]").click();
        assertThat(counter.getByText("Catatan: berkas lengkap")).isVisible();
        Scene.press(counter, "start");
        Scene.press(counter, "finish");

        Locator call = scene.supervise().locator("[data-call=" + number + "]");
        assertThat(call).containsText("Menunggu paling lama menurut aturan.");
        assertThat(call).containsText(OFFICER);
    }

    /** A kiosk that shows the services of an agency. */
    private static Page kioskAt(String agency) {
        Page kiosk = scene.browser().open("/", 1080, 1920);
        kiosk.locator("[data-agency=" + agency + "]").tap();
        return kiosk;
    }
}
