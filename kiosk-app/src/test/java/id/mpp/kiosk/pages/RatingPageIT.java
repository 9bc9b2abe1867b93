package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import id.mpp.kiosk.KioskProgram;
import id.mpp.testing.Chromium;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rating tablet of a counter in real Chromium, at a hall that invites every second visit to the nine elements. */
@ExtendWith(Chromium.class)
class RatingPageIT {
    private static final String OFFICER = "petugas-bank";
    private static final String SERVICE = "teller";
    private static final String COUNTER = "loket-35";
    private static final String TABLET = "/rating?counter=" + COUNTER;
    private static final Pattern VISIT = Pattern.compile("\"visit\":\\{\"id\":\"([^\"]+)\"");
    private static final double PATIENCE_MILLIS = 90_000;

    private static KioskProgram hall;
    private static HallBrowser browser;
    private static boolean nextIsInvited;
    private CounterByHttp officer;

    @BeforeAll
    static void openTheHall() {
        hall = KioskProgram.start("[survey]\nevery = 2\n");
        browser = new HallBrowser(hall.baseUrl());
    }

    @AfterAll
    static void closeTheHall() {
        hall.close();
    }

    @BeforeEach
    void sitDown() {
        officer = new CounterByHttp(hall, OFFICER, COUNTER, SERVICE);
    }

    @AfterEach
    void closeTheWindows() {
        browser.assertNoOffence();
        browser.closeWindows();
    }

    @Test
    void oneTapIsEnoughAndTheTabletRestsAgainByItself() {
        inviteTheOneAfterNext();
        Page tablet = browser.open(TABLET, 1280, 800);
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible();
        browser.assertAccessible(tablet);
        shot(tablet, "rating-idle");
        JsonNode visit = serve();
        assertThat(tablet.locator("[data-number='" + visit.path("number").asText() + "']"))
                .isVisible();
        assertFalse(tablet.content().contains(visit.path("id").asText()), "the tablet learns no ticket");
        browser.assertAccessible(tablet);
        shot(tablet, "rating-ask");
        Locator left = tablet.locator("[data-left]");
        assertThat(left).hasText(Pattern.compile("Layar kembali sendiri dalam \\d+ detik"));
        tablet.locator("[data-rating='4']").tap();
        assertThat(tablet.locator("[data-sent=true]")).isVisible();
        shot(tablet, "rating-thanks");
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible(patiently());
        assertEquals(
                "feedback-given",
                officer.refusal(
                        "/api/v1/feedback", "{\"ticket\":\"" + visit.path("id").asText() + "\",\"rating\":1}"));
    }

    @Test
    void theChosenOneIsInvitedToTheNineElements() {
        inviteTheNext();
        Page tablet = browser.open(TABLET, 1280, 800);
        serve();
        tablet.locator("[data-rating='3']").tap();
        assertThat(tablet.getByText(Pattern.compile("Anda terpilih"))).isVisible();
        browser.assertAccessible(tablet);
        shot(tablet, "rating-offer");
        tablet.locator("[data-press=begin]").tap();
        for (int element = 1; element <= 9; element++) {
            assertThat(tablet.locator("[data-step='" + element + "']")).isVisible();
            if (element == 2) {
                browser.assertAccessible(tablet);
                shot(tablet, "rating-question");
                tablet.locator("[data-press=back]").tap();
                tablet.locator("[data-step='1'] [data-rating='2']").tap();
            }
            tablet.locator("[data-step='" + element + "'] [data-rating='3']").tap();
        }
        assertThat(tablet.locator("[data-sent=true]")).isVisible();
    }

    @Test
    void whoeverLikesAnswersAllWithoutBeingChosenByKeyboardAndInEnglish() {
        inviteTheOneAfterNext();
        Page tablet = browser.open(TABLET, 800, 1280);
        serve();
        assertThat(tablet.locator("[data-rating='4']")).isVisible();
        shot(tablet, "rating-portrait");
        tablet.getByText("English").tap();
        assertThat(tablet.getByText("How was the service?")).isVisible();
        shot(tablet, "rating-ask-en");
        tablet.locator("[data-press=full]").focus();
        tablet.keyboard().press("Enter");
        for (int times = 0; times < 10; times++) {
            if (times == 8) {
                shot(tablet, "rating-question-en");
                browser.assertAccessible(tablet);
            }
            tablet.locator("[data-rating='3']").focus();
            tablet.keyboard().press("Space");
        }
        assertThat(tablet.locator("[data-sent=true]")).isVisible();
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible(patiently());
    }

    @Test
    void theNextOneWhoSitsDownIsNotAskedForTheOneBefore() {
        inviteTheOneAfterNext();
        Page tablet = browser.open(TABLET, 1280, 800);
        serve();
        assertThat(tablet.locator("[data-rating='4']")).isVisible();
        officer.calls();
        officer.starts();
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible();
        officer.finishes();
        nextIsInvited = !nextIsInvited;
        assertThat(tablet.locator("[data-rating='4']")).isVisible();
        tablet.locator("[data-press=leave]").tap();
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible();
    }

    @Test
    void aRatingGivenWhileTheLinkIsLostIsSentWhenItIsBack() {
        inviteTheOneAfterNext();
        Page tablet = browser.open(TABLET, 1280, 800);
        serve();
        assertThat(tablet.locator("[data-rating='1']")).isVisible();
        tablet.context().setOffline(true);
        tablet.locator("[data-rating='1']").tap();
        assertThat(tablet.getByText(Pattern.compile("Penilaian Anda dikirim begitu tersambung lagi")))
                .isVisible();
        shot(tablet, "rating-unsent");
        assertEquals(
                201,
                tablet.waitForResponse(
                                answer -> answer.request().method().equals("POST"),
                                () -> tablet.context().setOffline(false))
                        .status());
    }

    @Test
    void aTabletWithoutACounterAsksForOne() {
        Page tablet = browser.open("/rating", 1280, 800);
        browser.assertAccessible(tablet);
        shot(tablet, "rating-choose");
        tablet.locator("a[href='" + TABLET + "']").click();
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible();
        Page wrong = browser.open("/rating?counter=loket-99", 1280, 800);
        assertThat(wrong.getByText("Loket mana yang dinilai di layar ini?")).isVisible();
    }

    /** Every second one is chosen, whoever tested before; and nobody of before is asked any more. */
    private void inviteTheOneAfterNext() {
        if (nextIsInvited) {
            serve();
        }
        answerForTheLastOne();
    }

    private void inviteTheNext() {
        if (!nextIsInvited) {
            serve();
        }
        answerForTheLastOne();
    }

    private JsonNode serve() {
        officer.calls();
        nextIsInvited = !nextIsInvited;
        return officer.serves();
    }

    private void answerForTheLastOne() {
        String path = "/api/v1/counters/" + COUNTER + "/rating";
        Matcher visit = VISIT.matcher(officer.read(path));
        if (visit.find()) {
            officer.post(path, "{\"visit\":\"" + visit.group(1) + "\",\"rating\":4}");
        }
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    /** For whoever wants to look. */
    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
