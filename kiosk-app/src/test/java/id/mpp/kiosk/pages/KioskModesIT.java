package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import id.mpp.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a visitor may set on the kiosk, what it is on both panels, and how the kiosk comes back to its start. */
@ExtendWith(Chromium.class)
class KioskModesIT {
    private static final String AGENCY = "disdukcapil";
    private static final String SERVICE = "kk";
    private static final int LEAST_TYPE = 22;
    private static final int LEAST_NUMBER = 60;
    private static final double LARGER = 1.3;

    /** Everything that can be touched now, and what a touch on it hits: cards are buttons as a whole. */
    private static final String TARGETS = """
        () => [...document.querySelectorAll("button, a[href], input, select, .service--open")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
            .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
            .map(([words, box]) => ({ words, top: box.top, least: Math.min(box.width, box.height) }))
        """;

    /** The smallest text that is to be seen. */
    private static final String SMALLEST_TYPE = """
        () => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let least = Infinity;
          while (texts.nextNode()) {
            const { parentElement, data } = texts.currentNode;
            if (data.trim() && parentElement.checkVisibility() && !parentElement.closest(".for-reader")) {
              least = Math.min(least, parseFloat(getComputedStyle(parentElement).fontSize));
            }
          }
          return least;
        }
        """;

    /** Elements of which something is cut off at the side, or that stick out of the window. */
    private static final String CUT_OFF = """
        () => [...document.querySelectorAll("button, h1, h2, p, dt, dd, span, strong")]
            .filter((one) => one.checkVisibility() && !one.closest(".for-reader"))
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline"
                || one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 160))
        """;

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

    @ParameterizedTest
    @EnumSource(Panel.class)
    void everyTargetCanBeHitAndEveryWordBeRead(Panel panel) {
        Page kiosk = kiosk(panel);
        assertLegible(kiosk, panel);
        chooseAgency(kiosk);
        assertLegible(kiosk, panel);
        chooseService(kiosk);
        assertLegible(kiosk, panel);
        assertTrue(typeSize(kiosk.locator(".slip__number")) >= LEAST_NUMBER);
        assertTrue(typeSize(kiosk.locator(".place .number").first()) >= LEAST_NUMBER);
        browser.assertNoOffence();
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void inTheLowViewEverythingToTouchLiesInTheLowerPart(Panel panel) {
        Page kiosk = kiosk(panel);
        for (String mode : List.of("low", "large")) {
            press(kiosk, mode);
            assertLow(kiosk, panel);
            chooseAgency(kiosk);
            assertLow(kiosk, panel);
            assertTrue(kiosk.locator("h1").boundingBox().y < panel.height * panel.lowFrom, "what is read stands above");
            kiosk.locator(".kiosk__back").tap();
        }
        chooseAgency(kiosk);
        chooseService(kiosk);
        assertLow(kiosk, panel);
        assertNothingBelowTheScreen(kiosk);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void theKeysOfTheCheckInCanBeHitInEveryMode(Panel panel) {
        Page kiosk = kiosk(panel);
        kiosk.locator("[data-act=check-in]").tap();
        kiosk.locator("[data-key=Q]").tap();
        assertLegible(kiosk, panel);
        for (String mode : List.of("large", "low")) {
            kiosk.locator(".kiosk__back").tap();
            press(kiosk, mode);
            kiosk.locator("[data-act=check-in]").tap();
            kiosk.locator("[data-key=Q]").tap();
            assertLegible(kiosk, panel);
            assertNothingIsCovered(kiosk);
        }
        assertLow(kiosk, panel);
        browser.assertAccessible(kiosk);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void largeTypeIsLargerAndNothingIsCutOff(Panel panel) {
        Page kiosk = kiosk(panel);
        double before = typeSize(kiosk.locator(".agency__name").first());
        press(kiosk, "large");
        double after = typeSize(kiosk.locator(".agency__name").first());
        assertTrue(after >= before * LARGER, before + " px became " + after + " px");
        assertEquals(List.of(), kiosk.evaluate(CUT_OFF));
        chooseAgency(kiosk);
        assertEquals(List.of(), kiosk.evaluate(CUT_OFF));
        chooseService(kiosk);
        assertEquals(List.of(), kiosk.evaluate(CUT_OFF));
        assertNothingBelowTheScreen(kiosk);
    }

    @Test
    void strongContrastIsSevenToOneOnEveryScreen() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        press(kiosk, "contrast");
        browser.assertStrongContrast(kiosk);
        chooseAgency(kiosk);
        browser.assertStrongContrast(kiosk);
        kiosk.locator(".priority__reasons button").last().tap();
        assertThat(kiosk.locator(".priority--given")).isVisible();
        browser.assertStrongContrast(kiosk);
        chooseService(kiosk);
        browser.assertStrongContrast(kiosk);
    }

    @Test
    void modesLastForTheVisitAndTheNextVisitorFindsThemGone() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        press(kiosk, "low");
        press(kiosk, "contrast");
        kiosk.locator(".mode[lang=en]").tap();
        chooseAgency(kiosk);
        chooseService(kiosk);
        assertThat(kiosk.locator("html")).hasClass(Pattern.compile("mode-low mode-contrast"));
        kiosk.locator(".leave .button--primary").tap();
        assertPlain(kiosk);
    }

    @Test
    void anIdleKioskAsksCountsDownAndReturnsToItsStart() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        press(kiosk, "large");
        HallBrowser.stopTime(kiosk);
        chooseAgency(kiosk);
        HallBrowser.letPass(kiosk, 41_000);
        Locator timer = kiosk.locator("dialog [role=timer]");
        assertThat(timer).hasText("Kembali ke awal dalam 14 detik");
        HallBrowser.letPass(kiosk, 4_000);
        assertThat(timer).hasText("Kembali ke awal dalam 10 detik");
        kiosk.locator("dialog .button--primary").tap();
        assertThat(timer).hasCount(0);
        assertThat(kiosk.locator(".screen--services")).isVisible();
        HallBrowser.letPass(kiosk, 56_000);
        assertPlain(kiosk);
    }

    @Test
    void aKioskLeftInAnotherLanguageReturnsFromItsFirstScreenToo() {
        Page kiosk = kiosk(Panel.LANDSCAPE);
        HallBrowser.stopTime(kiosk);
        kiosk.locator(".mode[lang=en]").tap();
        assertThat(kiosk.locator("h1")).hasText("Touch the screen to take a queue number");
        HallBrowser.letPass(kiosk, 41_000);
        assertThat(kiosk.locator("dialog [role=timer]")).isVisible();
        HallBrowser.letPass(kiosk, 15_000);
        assertPlain(kiosk);
    }

    @Test
    void theQuestionWhetherSomebodyIsThereCanBeReadByEverybody() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        chooseAgency(kiosk);
        HallBrowser.letPass(kiosk, 41_000);
        assertThat(kiosk.locator("dialog [role=timer]")).isVisible();
        browser.assertAccessible(kiosk);
    }

    /** The button under a falling finger must not give way to the one behind it. */
    @Test
    void theQuestionWhetherSomebodyIsThereWaitsForItsButtons() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        HallBrowser.stopTime(kiosk);
        chooseAgency(kiosk);
        HallBrowser.letPass(kiosk, 42_000);
        Locator done = kiosk.locator("dialog .button").first();
        BoundingBox box = done.boundingBox();
        kiosk.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        kiosk.mouse().down();
        HallBrowser.letPass(kiosk, 2_000);
        assertThat(done).isVisible();
        kiosk.mouse().up();
        assertPlain(kiosk);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void aKioskThatNobodyUsesShowsTheHallsPromiseAndOneTouchEndsIt(Panel panel) {
        Page kiosk = kiosk(panel);
        HallBrowser.stopTime(kiosk);
        kiosk.locator("h1").tap();
        HallBrowser.letPass(kiosk, 92_000);
        Locator promise = kiosk.locator(".saver__promise strong");
        assertThat(promise).hasText("Satu gedung, semua urusan.");
        HallBrowser.letPass(kiosk, 8_000);
        assertThat(promise).hasText("Menunggu paling lama 30 menit.");
        kiosk.clock().resume();
        browser.assertAccessible(kiosk);
        assertEquals(List.of(), kiosk.evaluate(CUT_OFF));
        kiosk.locator("[data-saver]").tap();
        assertThat(kiosk.locator(".screen--agencies")).isVisible();
        HallBrowser.letPass(kiosk, 60_000);
        assertThat(kiosk.locator(".screen--agencies")).isVisible();
    }

    @Test
    void twoQuickTouchesOfAFingerTakeOneNumber() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        List<String> presses = new ArrayList<>();
        kiosk.onRequest(request -> {
            if (request.method().equals("POST")) {
                presses.add(request.url());
            }
        });
        chooseAgency(kiosk);
        BoundingBox card = kiosk.locator(".service--open").first().boundingBox();
        kiosk.touchscreen().tap(card.x + 40, card.y + 40);
        kiosk.touchscreen().tap(card.x + 40, card.y + 40);
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();
        assertEquals(1, presses.size());
    }

    @Test
    void theGuideReadsAtTheFirstTouchAndChoosesAtTheSecond() {
        Page kiosk = kiosk(Panel.PORTRAIT);
        List<String> heard = new ArrayList<>();
        kiosk.onRequest(request -> heard.add(request.url()));
        Response first = kiosk.waitForResponse(
                answer -> answer.url().contains("/api/v1/guide/kiosk.choose-agency.wav"), () -> press(kiosk, "guide"));
        assertEquals(200, first.status());
        assertTrue(first.headerValue("content-type").startsWith("audio/wav"), "the guide is a sound");
        int bytes = kiosk.request().get(first.url()).body().length;
        assertTrue(bytes > 10_000, bytes + " bytes");

        Locator agency = kiosk.locator("[data-agency=" + AGENCY + "]");
        agency.tap();
        assertThat(kiosk.locator("html[data-guide='agency.disdukcapil kiosk.guide.once-more']"))
                .isAttached();
        assertThat(agency).isVisible();
        agency.tap();
        assertThat(kiosk.locator(".screen--services")).isVisible();

        kiosk.locator(".priority__reasons button").first().tap();
        assertThat(kiosk.locator("html[data-guide^='kiosk.guide.priority']")).isAttached();
        kiosk.locator("[data-service=" + SERVICE + "]").tap();
        assertThat(kiosk.locator("html[data-guide^='service." + SERVICE + "']")).isAttached();
        chooseService(kiosk);
        String number = Visitors.slip(kiosk).number();
        assertThat(kiosk.locator("html[data-guide*='number." + number + "']")).isAttached();
        browser.assertAccessible(kiosk);
        kiosk.locator(".leave .button--primary").dblclick();
        assertThat(kiosk.locator(".screen--agencies")).isVisible();
        press(kiosk, "guide");
        kiosk.locator("[data-act=check-in]").dblclick();
        kiosk.locator("[data-key=Q]").tap();
        assertThat(kiosk.locator("html[data-guide='key.Q kiosk.guide.once-more']"))
                .isAttached();
        assertFalse(heard.stream().anyMatch(url -> url.contains("kiosk.priority.")), "no reason is said aloud");
        browser.assertNoOffence();
    }

    @Test
    void aGuideThatCannotBeHeardSaysSoAndTouchesWorkAsEver() {
        Page kiosk = kiosk(Panel.LANDSCAPE);
        kiosk.route("**/api/v1/guide/**", Route::abort);
        Locator button = kiosk.locator("[data-mode=guide]");
        button.tap();
        assertThat(button).hasText("Suara tidak tersedia");
        assertThat(button).hasAttribute("aria-pressed", "false");
        chooseAgency(kiosk);
    }

    @Test
    void whereTheLineIsLongTheVisitorIsAskedBefore() {
        Visitors officer = Visitors.asStaff(kiosk(Panel.LANDSCAPE), hall, hall.officer());
        officer.post("/api/v1/counters/loket-01/open", "{}");
        Page kiosk = kiosk(Panel.LANDSCAPE);
        Visitors.takeNumbers(kiosk, hall, SERVICE, 6);
        HallBrowser.letPass(kiosk, 10_500);
        chooseAgency(kiosk);
        assertThat(kiosk.locator(".service__wait")
                        .filter(new Locator.FilterOptions().setHasText("menit"))
                        .first())
                .isVisible();
        kiosk.locator("[data-service=" + SERVICE + "]").tap();
        assertThat(kiosk.locator("dialog")).containsText("Janji kami: menunggu paling lama 30 menit.");
        browser.assertAccessible(kiosk);
        kiosk.locator("dialog .button").first().tap();
        assertThat(kiosk.locator("dialog")).hasCount(0);
        kiosk.locator("[data-service=" + SERVICE + "]").tap();
        kiosk.locator("[data-confirm=long-queue]").tap();
        assertThat(kiosk.locator(".slip__number")).isVisible();
        officer.post("/api/v1/counters/loket-01/close", "{}");
    }

    @Test
    void aHallThatStandsStillSaysWhatToDoAndItsServicesCanBeRead() {
        Visitors supervisor = Visitors.asStaff(kiosk(Panel.PORTRAIT), hall, "supervisor");
        supervisor.post("/api/v1/day/pause", "{\"reason\":\"Latihan evakuasi\"}");
        Page kiosk = browser.openWithClock("/", Panel.PORTRAIT.width, Panel.PORTRAIT.height);
        try {
            assertThat(kiosk.locator("[data-shut=hall-paused]")).containsText("Latihan evakuasi");
            assertThat(kiosk.locator("[data-shut]")).containsText("Nomor yang sudah diambil tetap berlaku.");
            browser.assertAccessible(kiosk);
            press(kiosk, "low");
            assertLow(kiosk, Panel.PORTRAIT);
            kiosk.locator("[data-browse]").tap();
            kiosk.locator("[data-agency=" + AGENCY + "]").tap();
            assertThat(kiosk.locator(".service--closed .service__bring").first())
                    .isVisible();
            HallBrowser.letPass(kiosk, 56_000);
            assertThat(kiosk.locator("[data-shut=hall-paused]")).isVisible();
        } finally {
            supervisor.post("/api/v1/day/resume", "{}");
        }
        HallBrowser.letPass(kiosk, 10_500);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible();
    }

    @Test
    void withoutItsHubTheKioskSaysWhatToDo() {
        Page kiosk = kiosk(Panel.LANDSCAPE);
        kiosk.context().setOffline(true);
        HallBrowser.letPass(kiosk, 21_000);
        assertThat(kiosk.locator("[data-shut=unreachable]")).containsText("di mesin lain atau di meja informasi");
        browser.assertAccessible(kiosk);
        kiosk.context().setOffline(false);
        HallBrowser.letPass(kiosk, 10_500);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible();
    }

    private static Page kiosk(Panel panel) {
        Page kiosk = browser.openWithClock("/", panel.width, panel.height);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible();
        return kiosk;
    }

    private static void press(Page kiosk, String mode) {
        Locator button = kiosk.locator("[data-mode=" + mode + "]");
        button.tap();
        assertThat(button).hasAttribute("aria-pressed", "true");
    }

    private static void chooseAgency(Page kiosk) {
        kiosk.locator("[data-agency=" + AGENCY + "]").tap();
        assertThat(kiosk.locator("[data-service=" + SERVICE + "]")).isVisible();
    }

    private static void chooseService(Page kiosk) {
        kiosk.locator("[data-service=" + SERVICE + "]").tap();
        assertThat(kiosk.locator(".slip__number")).isVisible();
    }

    private static void assertLow(Page kiosk, Panel panel) {
        List<?> high = (List<?>) kiosk.evaluate(
                "(from) => (" + TARGETS + ")().filter(({ top }) => top < from)", panel.height * panel.lowFrom);
        assertEquals(List.of(), high);
    }

    private static void assertLegible(Page kiosk, Panel panel) {
        assertEquals(
                List.of(),
                kiosk.evaluate("(least) => (" + TARGETS + ")().filter((one) => one.least < least)", panel.leastTarget));
        double least = ((Number) kiosk.evaluate(SMALLEST_TYPE)).doubleValue();
        assertTrue(least >= LEAST_TYPE, least + " px");
        assertEquals(List.of(), kiosk.evaluate(CUT_OFF));
    }

    /** Each key and button lies within the window and is hit in its middle. */
    private static void assertNothingIsCovered(Page kiosk) {
        assertEquals(List.of(), kiosk.evaluate("""
            () => [...document.querySelectorAll("button")]
                .filter((one) => one.checkVisibility())
                .filter((one) => {
                  const { x, y, width, height } = one.getBoundingClientRect();
                  return !one.contains(document.elementFromPoint(x + width / 2, y + height / 2)) || y + height > innerHeight + 1;
                })
                .map((one) => one.outerHTML)
            """));
    }

    /** Number, code and buttons are seen at once. */
    private static void assertNothingBelowTheScreen(Page kiosk) {
        assertThat(kiosk.locator("[data-print=confirmed]")).isVisible();
        Object below = kiosk.locator(".screen").evaluate("screen => screen.scrollHeight - screen.clientHeight");
        assertTrue(((Number) below).intValue() <= 1, below + " px");
    }

    private static double typeSize(Locator words) {
        return ((Number) words.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")).doubleValue();
    }

    /** As the next visitor finds it: the first screen, Indonesian, nothing set. */
    private static void assertPlain(Page kiosk) {
        assertThat(kiosk.locator("h1")).hasText("Sentuh layar untuk mengambil nomor antrean");
        assertThat(kiosk.locator("[data-mode][aria-pressed=true]")).hasCount(0);
        assertThat(kiosk.locator("html")).not().hasClass(Pattern.compile("mode-"));
        assertThat(kiosk.locator("dialog")).hasCount(0);
    }
}
