package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotType;
import id.mpp.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The five pages in real Chromium, as a visitor, an officer and a hall see them. */
@ExtendWith(Chromium.class)
class PagesIT {
    private static final String AGENCY = "disdukcapil";
    private static final String SERVICE = "kk";
    private static final String COUNTER = "loket-01";
    private static final int PHONE_BYTES = 60_000;
    private static final int LONGEST_VOICE_MILLIS = 25_000;
    private static final int PICTURE_BYTES = 200_000;
    private static final int PICTURE_QUALITY = 82;

    private static PagesFixture hall;
    private static HallBrowser browser;

    @BeforeAll
    static void openTheHall() {
        hall = PagesFixture.start();
        browser = new HallBrowser(hall.baseUrl());
    }

    @AfterAll
    static void closeTheHall() {
        hall.close();
    }

    @AfterEach
    void closeTheWindows() {
        browser.closeWindows();
    }

    @Test
    void aNumberTakenByTouchIsPrintedCalledSeenHeardAndReadOnThePhone() {
        Page board = browser.open("/board?zone=1&sound=1", 1920, 1080);
        assertThat(board.locator("h1")).not().isEmpty();

        Page kiosk = kiosk();
        Visitors.Slip slip = takeNumber(kiosk);
        String number = slip.number();
        String ticket = slip.ticket();
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();

        Page devices = browser.open("/devices", 1280, 900);
        assertThat(devices.locator(".slip img").first())
                .hasAttribute("alt", java.util.regex.Pattern.compile(".*" + number + ".*"));

        Page phone = browser.open("/t/" + ticket, 360, 740);
        assertThat(phone.locator(".stub[data-state=waiting] [data-number=" + number + "]"))
                .isVisible();

        Page counter = signIn();
        Response voice = board.waitForResponse(
                answer -> answer.url().contains("/api/v1/announcements/"), () -> callUntil(counter, number));
        assertEquals(200, voice.status());
        assertTrue(voice.headerValue("content-type").startsWith("audio/wav"), "the clip is a sound");
        assertThat(board.locator(".newest [data-number=" + number + "]")).isVisible();
        assertThat(board.locator(".newest [data-counter=" + COUNTER + "]")).hasText("1");
        assertThat(board.locator("html[data-spoken=" + number + "]"))
                .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(LONGEST_VOICE_MILLIS));

        assertThat(phone.locator(".stub[data-state=called] [data-counter=" + COUNTER + "]"))
                .hasText("1");
        press(counter, "start");
        assertThat(phone.locator(".stub[data-state=serving]")).isVisible();
        press(counter, "finish");
        assertThat(phone.locator(".stub[data-state=finished]")).isVisible();
        browser.assertNoOffence();
    }

    @Test
    void twoTouchesInARowTakeOneNumber() {
        Page kiosk = kiosk();
        List<String> presses = new ArrayList<>();
        kiosk.onRequest(request -> {
            if (request.method().equals("POST")) {
                presses.add(request.headerValue("idempotency-key"));
            }
        });
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        kiosk.locator("[data-service=" + SERVICE + "]").evaluate("button => { button.click(); button.click(); }");
        Visitors.chooseAllTheSame(kiosk);
        assertEquals(1, presses.size());
    }

    @Test
    void priorityIsOneTouchAndItsReasonLeavesThePage() {
        Page kiosk = kiosk();
        List<String> bodies = new ArrayList<>();
        kiosk.onRequest(request -> {
            if (request.method().equals("POST")) {
                bodies.add(request.postData());
            }
        });
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        kiosk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hamil"))
                .tap();
        assertThat(kiosk.getByText("Prioritas dicatat")).isVisible();
        Visitors.choose(kiosk, SERVICE);
        assertThat(kiosk.locator(".slip__number")).isVisible();
        assertEquals(1, bodies.size());
        assertTrue(bodies.get(0).contains("\"priority\":true"), bodies.get(0));
        assertTrue(!bodies.get(0).contains("pregnant") && !bodies.get(0).contains("amil"), bodies.get(0));
    }

    @Test
    void theKioskWorksByKeyboardAloneAndInEnglish() {
        Page kiosk = kiosk();
        kiosk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                .press("Enter");
        assertThat(kiosk.locator("h1")).hasText("Touch the screen to take a queue number");
        assertThat(kiosk.locator("html")).hasAttribute("lang", "en");
        kiosk.locator("[data-agency=" + AGENCY + "]").press("Enter");
        kiosk.locator("[data-service=" + SERVICE + "]").press("Enter");
        Visitors.chooseAllTheSame(kiosk);
        assertThat(kiosk.locator(".slip__title")).containsText("Your queue number");
        kiosk.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Done").setExact(true))
                .press("Enter");
        assertThat(kiosk.locator("h1")).hasText("Sentuh layar untuk mengambil nomor antrean");
    }

    @Test
    void aKioskWithoutItsHubSaysSoAndComesBackByItself() {
        Page kiosk = kiosk();
        LocatorAssertions.IsVisibleOptions patient = new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
        kiosk.context().setOffline(true);
        assertThat(kiosk.getByText("Mesin ini sedang tidak terhubung")).isVisible(patient);
        kiosk.context().setOffline(false);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible(patient);
    }

    @Test
    void withoutPaperTheNumberIsOnTheScreenAndTheReasonIsSaid() {
        Page devices = browser.open("/devices", 1280, 900);
        Locator paperOut = devices.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Kertas habis"));
        paperOut.click();
        assertThat(devices.getByText("Kertas habis. Pasang gulungan baru.")).isVisible();
        try {
            Page kiosk = kiosk();
            takeNumber(kiosk);
            assertThat(kiosk.locator("[data-print=failed]")).containsText("Kertas habis. Nomor Anda");
        } finally {
            paperOut.click();
            assertThat(devices.getByText("Printer siap.")).isVisible();
        }
    }

    @Test
    void theConsoleIsAsItWasAfterAReload() {
        Page kiosk = kiosk();
        String number = takeNumber(kiosk).number();
        Page counter = signIn();
        callUntil(counter, number);
        counter.reload();
        assertThat(counter.locator(".card__number[data-number=" + number + "]")).isVisible();
        assertThat(counter.locator("[data-press=start]")).isVisible();
        press(counter, "start");
        press(counter, "finish");
    }

    @Test
    void aVisitorLeavesTheLineFromThePhone() {
        Page kiosk = kiosk();
        Page phone = browser.open("/t/" + takeNumber(kiosk).ticket(), 360, 740);
        phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keluar dari antrean"))
                .tap();
        phone.locator("[data-confirm=leave]").tap();
        assertThat(phone.locator(".stub[data-state=cancelled]")).isVisible();
    }

    @Test
    void thePhonePageWeighsLittle() {
        Page kiosk = kiosk();
        String ticket = takeNumber(kiosk).ticket();
        Page phone = browser.open("/t/none", 360, 740);
        phone.navigate(hall.baseUrl().resolve("/t/" + ticket).toString());
        assertThat(phone.locator(".stub__agency")).not().isEmpty();
        // Asked of the page itself: what is still on its way cannot hold up the test, and what came from a cache
        // counts, too.
        int bytes = ((Number) phone.evaluate("""
            ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
                .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
            """)).intValue();
        assertTrue(bytes > 0 && bytes <= PHONE_BYTES, bytes + " bytes");
    }

    @Test
    void everyPageIsAccessible() {
        Page kiosk = kiosk();
        browser.assertAccessible(kiosk);
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        assertThat(kiosk.locator("[data-service=" + SERVICE + "]")).isVisible();
        browser.assertAccessible(kiosk);
        Visitors.choose(kiosk, SERVICE);
        String ticket = Visitors.slip(kiosk).ticket();
        browser.assertAccessible(kiosk);

        Page phone = browser.open("/t/" + ticket, 360, 740);
        assertThat(phone.locator(".stub__number")).isVisible();
        browser.assertAccessible(phone);

        Page counter = browser.open("/counter", 1280, 800);
        assertThat(counter.locator("input[name=username]")).isVisible();
        browser.assertAccessible(counter);
        Page desk = signIn();
        browser.assertAccessible(desk);
        press(desk, "call-next");
        assertThat(desk.locator(".card__number")).isVisible();
        browser.assertAccessible(desk);
        desk.locator("[data-press=transfer]").click();
        assertThat(desk.locator("dialog")).isVisible();
        browser.assertAccessible(desk);

        Page board = browser.open("/board", 1920, 1080);
        assertThat(board.locator(".newest__number")).isVisible();
        browser.assertAccessible(board);

        Page devices = browser.open("/devices", 1280, 900);
        assertThat(devices.locator(".switch").first()).isVisible();
        browser.assertAccessible(devices);
        browser.assertNoOffence();
    }

    /** Into {@code target/screenshots}; {@code -Dscreenshots.apply=true} renews the pictures of the README. */
    @Test
    void thePicturesOfTheHallAreTaken() throws IOException {
        Page board = browser.open("/board", 1920, 1080);
        for (int visitor = 0; visitor < 4; visitor++) {
            takeNumber(kiosk());
        }
        Page kiosk = kiosk();
        Visitors.Slip taken = takeNumber(kiosk);
        String number = taken.number();
        String ticket = taken.ticket();
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();
        takePicture(kiosk, "kiosk.jpg");
        takeNumber(kiosk());
        takeNumber(kiosk());

        Page counter = signIn();
        callUntil(counter, number);
        assertThat(counter.locator("[data-press=start]")).isEnabled();
        assertThat(board.locator(".newest [data-number=" + number + "]")).isVisible();
        takePicture(counter, "counter.jpg");
        takePicture(board, "board.jpg");
        Page phone = browser.open("/t/" + ticket, 360, 740);
        assertThat(phone.locator(".stub[data-state=called] [data-counter=" + COUNTER + "]"))
                .isVisible();
        takePicture(phone, "phone.jpg");

        Page devices = browser.open("/devices", 1280, 900);
        String slip = devices.locator(".slip img[alt*=" + number + "]").getAttribute("src");
        keepPicture(devices.request().get(hall.baseUrl() + slip).body(), "slip.png");
    }

    private static void takePicture(Page page, String name) throws IOException {
        keepPicture(
                page.screenshot(new Page.ScreenshotOptions()
                        .setType(ScreenshotType.JPEG)
                        .setQuality(PICTURE_QUALITY)
                        .setAnimations(ScreenshotAnimations.DISABLED)),
                name);
    }

    private static void keepPicture(byte[] picture, String name) throws IOException {
        assertTrue(picture.length < PICTURE_BYTES, name + " has " + picture.length + " bytes");
        Path folder =
                Boolean.getBoolean("screenshots.apply") ? Path.of("screenshots") : Path.of("target", "screenshots");
        Files.write(Files.createDirectories(folder).resolve(name), picture);
    }

    private Page kiosk() {
        Page kiosk = browser.open("/", 1080, 1920);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible();
        return kiosk;
    }

    /** Two touches. */
    private static Visitors.Slip takeNumber(Page kiosk) {
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        Visitors.choose(kiosk, SERVICE);
        return Visitors.slip(kiosk);
    }

    /** Signs in, sits at the counter, opens it where it is closed and finishes whom another test left there. */
    private Page signIn() {
        Page counter = browser.open("/counter", 1280, 800);
        counter.locator("input[name=username]").fill(hall.officer());
        counter.locator("input[name=password]").fill(hall.password());
        counter.locator("form button").click();
        counter.locator("[data-counter=" + COUNTER + "]").click();
        assertThat(counter.locator(".main-button")).isVisible();
        for (String step : List.of("open", "start", "finish")) {
            if (counter.locator(".main-button[data-press=" + step + "]").count() > 0) {
                press(counter, step);
                assertThat(counter.locator(".main-button[data-press=" + step + "]"))
                        .hasCount(0);
            }
        }
        assertThat(counter.locator("[data-press=call-next]")).isVisible();
        return counter;
    }

    /** Presses a button once it may be pressed. */
    private static void press(Page counter, String what) {
        Locator button = counter.locator(".card [data-press=" + what + "]");
        assertThat(button).isEnabled();
        counter.waitForResponse(answer -> answer.url().endsWith("/" + what), button::click);
    }

    /** Serves whoever waits before {@code number}, then calls it. */
    private static void callUntil(Page counter, String number) {
        while (true) {
            press(counter, "call-next");
            Locator called = counter.locator(".card__number");
            assertThat(called).isVisible();
            if (number.equals(called.getAttribute("data-number"))) {
                return;
            }
            press(counter, "start");
            press(counter, "finish");
        }
    }
}
