package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import id.mpp.kiosk.KioskProgram;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What officers, supervisors and visitors settle between them, in real Chromium: closures, pauses, notes, reasons, an answer. */
class HallStoriesIT {
    private static final String OFFICER = "petugas-bank";
    private static final String AGENCY = "bank";
    private static final String SERVICE = "teller";
    private static final String COUNTER = "loket-35";

    private static KioskProgram hall;
    private static HallBrowser browser;

    @BeforeAll
    static void openTheHall() {
        hall = KioskProgram.start();
        browser = new HallBrowser(hall.baseUrl());
    }

    @AfterAll
    static void closeTheHall() {
        browser.close();
        hall.close();
    }

    @AfterEach
    void closeTheWindows() {
        browser.closeWindows();
    }

    @Test
    void aVisitorSaysOnceHowItWas() {
        String ticket = takeNumber();
        Page counter = sitDown();
        serve(counter);
        Page phone = browser.open("/t/" + ticket, 360, 740);
        browser.assertAccessible(phone);
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
        browser.assertNoOffence();
    }

    @Test
    void anOfficerAsksToCloseASupervisorAgreesAndTheKioskStopsIssuing() {
        Page counter = sitDown();
        counter.locator("[data-press=request-closure]").click();
        counter.locator("[data-confirm=request-closure]").click();
        assertThat(counter.getByText("Penutupan diminta")).isVisible();

        Page supervisor = supervise();
        Locator request = supervisor.locator("[data-closure=" + COUNTER + "]");
        assertThat(request).containsText("Petugas sakit");
        browser.assertAccessible(supervisor);
        request.locator("[data-decide=approve]").click();
        assertThat(request).containsText("Akan tutup");

        Page kiosk = browser.open("/", 1080, 1920);
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        assertThat(kiosk.getByText("Antrean layanan ini sudah sepanjang sisa waktu hari ini."))
                .isVisible();
        request.locator("[data-decide=decline]").click();
        assertThat(request).hasCount(0);
        takeNumber();
        serve(counter);
    }

    @Test
    void aPauseOfTheWholeHallIsSeenEverywhereAndEnds() {
        Page supervisor = supervise();
        supervisor.locator("[data-act=hall-pause]").click();
        supervisor.locator("input[name=reason]").fill("evakuasi");
        supervisor.locator("[data-confirm=hall-pause]").click();
        assertThat(supervisor.getByText("Seluruh mal berhenti sementara: evakuasi"))
                .isVisible();
        Page kiosk = browser.open("/", 1080, 1920);
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
        takeNumber();
        Page counter = sitDown();
        press(counter, "call-next");
        String number = counter.locator(".card__number").getAttribute("data-number");
        counter.locator("[data-press=note]").click();
        counter.locator("input[name=text]").fill("berkas lengkap");
        counter.locator("[data-confirm=note]").click();
        assertThat(counter.getByText("Catatan: berkas lengkap")).isVisible();
        press(counter, "start");
        press(counter, "finish");

        Page supervisor = supervise();
        Locator call = supervisor
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText(number))
                .first();
        assertThat(call).containsText("Menunggu paling lama menurut aturan.");
        assertThat(call).containsText(OFFICER);
    }

    private static Page signIn(String user) {
        Page page = browser.open("/counter", 1280, 900);
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(hall.password(user));
        page.locator("form button").click();
        return page;
    }

    private static Page supervise() {
        Page supervisor = signIn("supervisor");
        assertThat(supervisor.getByText("Keadaan per zona").first()).isVisible();
        return supervisor;
    }

    /** The officer at an open counter without a ticket. */
    private static Page sitDown() {
        Page counter = signIn(OFFICER);
        counter.locator("[data-counter=" + COUNTER + "]").click();
        assertThat(counter.locator(".main-button")).isVisible();
        if (counter.locator(".main-button[data-press=open]").count() > 0) {
            press(counter, "open");
        }
        assertThat(counter.locator(".main-button[data-press=call-next]")).isVisible();
        return counter;
    }

    private static void serve(Page counter) {
        press(counter, "call-next");
        press(counter, "start");
        press(counter, "finish");
        assertThat(counter.locator(".main-button[data-press=call-next]")).isVisible();
    }

    /** Presses the main button once it means this and may be pressed. */
    private static void press(Page counter, String what) {
        Locator button = counter.locator(".card [data-press=" + what + "]");
        assertThat(button).isEnabled();
        counter.waitForResponse(answer -> answer.url().endsWith("/" + what), button::click);
    }

    /** Two touches; answers the ticket's id. */
    private static String takeNumber() {
        Page kiosk = browser.open("/", 1080, 1920);
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        Visitors.choose(kiosk, SERVICE);
        Locator code = kiosk.locator(".follow__code");
        assertThat(code).isVisible();
        return Path.of(code.getAttribute("src")).getName(3).toString();
    }
}
