package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import id.mpp.testing.Chromium;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The supervisor's view in real Chromium: alarms, reasons, and a day that closes with every number explained. */
@ExtendWith(Chromium.class)
class SupervisorIT {
    private static final AtomicInteger DAYS = new AtomicInteger();
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
    void theDayIsClosedWithEveryNumberExplained() {
        String officer = "petugas-polres-sim";
        String counter = "loket-16";
        openDay();
        scene.act(officer, counter, "open");
        String served = scene.take("sim-a").path("number").asText();
        scene.serve(officer, counter);
        String absent = scene.take("sim-a").path("number").asText();
        scene.act(officer, counter, "call-next");
        scene.act(officer, counter, "no-show");
        String left = scene.take("sim-c").path("number").asText();
        leave(left);
        String begun = scene.take("sim-c").path("number").asText();
        scene.act(officer, counter, "call-next");
        String waiting = scene.take("sim-a").path("number").asText();
        Page supervisor = scene.supervise();
        String first = takeBlock(supervisor, "sim-a", 2);

        supervisor.locator("[data-act=day-close]").click();
        Locator asked = supervisor.locator("dialog");
        assertThat(asked).containsText("1 selesai + 1 tidak hadir + 1 batal + 0 kedaluwarsa + 2 belum berakhir");
        assertThat(asked).containsText("Menunggu: " + waiting);
        assertThat(asked).containsText("Dipanggil: " + begun);
        supervisor.locator("input[name=reason]").fill("jam layanan selesai");
        supervisor.locator("[data-confirm=day-close]").click();

        assertThat(supervisor.locator("[data-sum]"))
                .containsText("5 diterbitkan = 1 selesai + 2 tidak hadir + 1 batal + 1 kedaluwarsa + 0 belum berakhir");
        assertThat(end(supervisor, served)).containsText("Selesai dilayani di loket 16.");
        assertThat(end(supervisor, absent)).containsText("Tidak hadir saat dipanggil ke loket 16.");
        assertThat(end(supervisor, left)).containsText("Dibatalkan; keluar dari antrean.");
        assertThat(end(supervisor, begun)).containsText("Tidak hadir saat dipanggil ke loket 16.");
        assertThat(end(supervisor, waiting)).containsText("Hari ditutup sebelum nomor ini dipanggil.");
        assertThat(supervisor.getByText("Nomor tulis tangan yang belum dimasukkan: " + first))
                .isVisible();
        assertThat(supervisor.locator("[data-verdict=explained]")).isVisible();
        scene.browser().assertAccessible(supervisor);
        scene.browser().keepPicture(supervisor, "reconciliation");
        scene.browser().assertNoOffence();
    }

    /**
     * Another test may have closed it; each begins with a day of its own, and so with a date of its own: on the same
     * one a day goes on.
     */
    private static void openDay() {
        scene.ask(Scene.SUPERVISOR, "POST", "/api/v1/day/close", "{\"reason\":\"uji\"}");
        LocalDate date = LocalDate.of(2026, 11, 23).plusDays(DAYS.incrementAndGet());
        scene.send(Scene.SUPERVISOR, "POST", "/api/v1/day/open", "{\"confirm\":true,\"label\":\"" + date + "\"}");
        scene.ask(Scene.SUPERVISOR, "POST", "/api/v1/day/hours-override", "{\"reason\":\"uji\"}");
    }

    private static void leave(String number) {
        String id = scene.send("petugas-polres-sim", "GET", "/api/v1/counters/loket-16/desk", null)
                .path("waiting")
                .valueStream()
                .filter(row -> row.path("number").asText().equals(number))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        scene.send(null, "POST", "/api/v1/tickets/" + id + "/cancel", "{}");
    }

    /** Takes numbers for paper; answers the first. */
    private static String takeBlock(Page supervisor, String service, int count) {
        supervisor.locator("[data-act=manual-take]").click();
        supervisor.locator("select[name=service]").selectOption(service);
        supervisor.locator("input[name=count]").fill(Integer.toString(count));
        supervisor.locator("[data-confirm=manual-take]").click();
        Locator taken = supervisor.getByText(Pattern.compile("Tulis di kertas: .* sampai"));
        assertThat(taken).isVisible();
        return taken.textContent().replaceAll(".*kertas: (\\S+) sampai.*", "$1");
    }

    private static Locator end(Page supervisor, String number) {
        return supervisor.locator("tr[data-number=" + number + "]");
    }

    @Test
    void theDayIsToldAfterwardsWithItsDisruptionsPausesAndCallsForHelp() {
        openDay();
        scene.send(Scene.SUPERVISOR, "POST", "/api/v1/agencies/taspen/disruption", "{\"reason\":\"internet\"}");
        scene.send(Scene.SUPERVISOR, "DELETE", "/api/v1/agencies/taspen/disruption", null);
        scene.send(Scene.SUPERVISOR, "POST", "/api/v1/day/pause", "{\"reason\":\"Evakuasi\"}");
        scene.send(Scene.SUPERVISOR, "POST", "/api/v1/day/resume", "{}");
        Page supervisor = scene.supervise();
        supervisor.locator("[data-act=happenings]").press("Enter");
        assertThat(supervisor.locator("[data-happened=disruption-declared]"))
                .containsText("PT Taspen (Persero): gangguan sistem · Internet instansi terputus");
        assertThat(supervisor.locator("[data-happened=disruption-ended]")).containsText("sistem pulih");
        assertThat(supervisor.locator("[data-happened=hall-paused]")).containsText("Evakuasi");
        assertThat(supervisor.locator("[data-happened]").first()).containsText("Mal melayani kembali");
        assertThat(supervisor.locator("[data-happened=day-opened]")).hasCount(1);
        scene.browser().assertAccessible(supervisor);
        scene.browser().keepPicture(supervisor, "happenings");
    }

    @Test
    void everyCallSaysInWordsWhyThatNumberAndCanBeFound() {
        openDay();
        scene.act("petugas-imigrasi", "loket-18", "open");
        String normal = scene.take("paspor-ambil").path("number").asText();
        String prior = scene.takeWithPriority("paspor-ambil").path("number").asText();
        scene.serve("petugas-imigrasi", "loket-18");
        scene.serve("petugas-imigrasi", "loket-18");
        Page supervisor = scene.supervise();
        assertThat(supervisor.locator("[data-call]")).hasCount(2);
        supervisor.locator("input[name=number]").fill(prior.toLowerCase(Locale.ROOT));
        supervisor.locator("input[name=number]").press("Enter");
        assertThat(supervisor.locator("[data-call]")).hasCount(1);
        assertThat(supervisor.locator("[data-call=" + prior + "]"))
                .containsText(Pattern.compile(
                        prior + ": menunggu \\d+ menit, prioritas ×2, dihitung \\d+ menit.*petugas-imigrasi"));
        supervisor.locator("input[name=number]").fill(normal.substring(0, 2) + "999");
        supervisor.locator("input[name=number]").press("Enter");
        assertThat(supervisor.getByText("belum pernah dipanggil hari ini")).isVisible();
        supervisor.locator("input[name=number]").fill("nonsense");
        supervisor.locator("input[name=number]").press("Enter");
        assertThat(supervisor.getByRole(AriaRole.ALERT))
                .containsText("nonsense", new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true));
    }

    @Test
    void anIdleCounterWhileSomebodyWaitsIsAnAlarmAndSoIsPaper() {
        openDay();
        scene.act("petugas-pajak", "loket-26", "open");
        String number = scene.take("spt").path("number").asText();
        Page supervisor = scene.supervise();
        Locator zone = supervisor.locator("[data-zone]").filter(new Locator.FilterOptions().setHasText(number));
        assertThat(zone).containsText(Pattern.compile(number + " \\d+ menit \\(janji \\d+ menit\\)"));
        assertThat(zone.locator("[data-idle=loket-26]")).containsText("Kosong padahal ada yang menunggu: loket 26");
        scene.serve("petugas-pajak", "loket-26");
        assertThat(supervisor.locator("[data-idle]")).hasCount(0);

        assertThat(supervisor.getByText("Printer siap.")).isVisible();
        fault("paper-out", true);
        try {
            assertThat(supervisor.locator("[data-device=printer]")).containsText("Kertas habis");
        } finally {
            fault("paper-out", false);
        }
        assertThat(supervisor.getByText("Printer siap.")).isVisible();
    }

    private static void fault(String fault, boolean on) {
        scene.send(null, "POST", "/api/v1/devices/printer/faults", "{\"fault\":\"" + fault + "\",\"on\":" + on + "}");
    }

    @ParameterizedTest
    @CsvSource({"id, Seluruh mal berhenti sementara: Evakuasi", "en, The whole hall has stopped: Evacuation"})
    void theWholeHallIsStoppedByKeyboardAndEveryDeskSaysSoAtOnce(String language, String words) {
        openDay();
        scene.act("petugas-kejari", "loket-30", "open");
        scene.take("tilang");
        Page desk = scene.desk("petugas-kejari", "loket-30", language, 1280, 900);
        Page supervisor = scene.supervise(language, 1024, 768);
        supervisor.locator("[data-act=hall-pause]").focus();
        supervisor.keyboard().press("Enter");
        assertThat(supervisor.locator("input[name=reason]")).isFocused();
        supervisor.keyboard().press("Enter");
        assertThat(desk.locator("[data-alert=hall]")).containsText(words);
        Scene.press(desk, "call-next");
        assertThat(desk.locator(".said .notice--stop")).isVisible();
        assertThat(desk.locator(".card__number")).hasCount(0);
        supervisor.locator("[data-act=hall-resume]").focus();
        supervisor.keyboard().press("Enter");
        supervisor.keyboard().press("Tab");
        supervisor.keyboard().press("Enter");
        assertThat(desk.locator("[data-alert=hall]")).hasCount(0);
        Scene.press(desk, "call-next");
        assertThat(desk.locator(".card__number")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, id", "1024, 768, en", "360, 740, id", "360, 740, en"})
    void theViewFitsItsScreenAndIsAccessible(int width, int height, String language) {
        openDay();
        scene.act("petugas-bank", "loket-35", "open");
        scene.take("teller");
        scene.serve("petugas-bank", "loket-35");
        scene.take("teller");
        Page supervisor = scene.supervise(language, width, height);
        supervisor.locator("[data-act=reconcile]").click();
        assertThat(supervisor.locator("tr[data-number]")).hasCount(2);
        assertThat(supervisor.locator("[data-call]")).hasCount(1);
        Scene.assertFits(supervisor);
        scene.browser().assertAccessible(supervisor);
        scene.browser().keepPicture(supervisor, "supervisor-" + width + "-" + language);
        supervisor.locator("[data-act=disrupt]").click();
        assertThat(supervisor.locator("dialog select")).isVisible();
        Scene.assertFits(supervisor);
        assertEquals(language, supervisor.locator("html").getAttribute("lang"));
    }
}
