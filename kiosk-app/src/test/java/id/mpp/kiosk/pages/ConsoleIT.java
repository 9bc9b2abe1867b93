package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import id.mpp.testing.Chromium;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The officer's console in real Chromium: what it says, what it warns of, on every screen and by keyboard alone. */
@ExtendWith(Chromium.class)
class ConsoleIT {
    private static final long OVER_EVERY_PROMISE_MINUTES = 61;
    /** From here on everything an officer presses is in view without scrolling. */
    private static final int DESK_WIDTH = 1024;

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
    void theListSaysWhoWaitsInTheOrderOfTheCallsAndWhy() {
        String first = scene.take("nikah").path("number").asText();
        String prior = scene.takeWithPriority("nikah").path("number").asText();
        String moved = scene.take("haji").path("number").asText();
        Page desk = scene.openDesk("petugas-kemenag", "loket-28");
        Locator rows = desk.locator(".queue--line tbody tr");
        assertThat(rows).hasCount(3);
        assertThat(row(desk, first)).containsText("menunggu");
        assertThat(row(desk, prior))
                .containsText(Pattern.compile("menunggu \\d+ menit, prioritas ×2, dihitung \\d+ menit"));

        row(desk, moved).locator("button").click();
        desk.locator("[data-confirm=call]").click();
        assertThat(desk.locator(".card__number")).hasText(moved);
        assertThat(desk.locator("[data-press=transfer]")).isEnabled();
        desk.locator("[data-press=transfer]").click();
        desk.locator("select[name=service]").selectOption("nikah");
        desk.locator("input[value=front]").check();
        desk.locator("[data-confirm=transfer]").click();
        assertThat(row(desk, moved)).containsText("dialihkan ke urutan depan");

        for (String expected : rows.locator(".number").allTextContents()) {
            assertEquals(expected, scene.serve("petugas-kemenag", "loket-28"));
        }
        scene.browser().assertNoOffence();
    }

    @Test
    void aCounterOpenTwiceWarnsBothPagesUntilOneIsClosedAndTheJournalKnowsNothingOfIt() {
        Page first = scene.openDesk("petugas-dinsos", "loket-32");
        Locator warning = first.locator("[data-alert=pages]");
        long version = version();
        first.reload();
        assertThat(first.locator(".main-button")).isVisible();
        assertThat(warning).hasCount(0);

        Page second = scene.desk(Scene.SUPERVISOR, "loket-32", "en", 1280, 900);
        assertThat(warning).containsText("2 halaman (oleh petugas-dinsos, supervisor)");
        assertThat(second.locator("[data-alert=pages]")).containsText("open on 2 pages");
        scene.browser().assertAccessible(first);
        second.close();
        assertThat(warning).hasCount(0);
        Page copy = first.context().newPage();
        copy.navigate(scene.baseUrl().resolve("/counter").toString());
        assertThat(copy.locator("[data-alert=pages]")).containsText("2 halaman (oleh petugas-dinsos)");
        assertThat(warning).isVisible();
        assertEquals(version, version());
    }

    private static long version() {
        return scene.send("petugas-dinsos", "GET", "/api/v1/counters/loket-32/desk", null)
                .path("version")
                .asLong();
    }

    @Test
    void whoeverGoesToAVisitorWhoAskedForHelpSaysSoAndItIsGoneAtAllCounters() {
        Page one = scene.openDesk("petugas-pdam", "loket-33");
        Page other = scene.openDesk("petugas-taspen", "loket-34");
        scene.pressForHelp();
        Locator asked = one.locator("[data-press=answer-help]");
        assertThat(one.getByText("Ada pengunjung yang meminta bantuan di kiosk."))
                .isVisible();
        assertThat(other.locator("[data-press=answer-help]")).isVisible();
        asked.press("Enter");
        assertThat(asked).hasCount(0);
        assertThat(one.getByText("Petugas menuju kiosk.")).isVisible();
        assertThat(other.locator("[data-press=answer-help]")).hasCount(0);
        scene.pressForHelp();
        assertThat(other.locator("[data-press=answer-help]")).isVisible();
    }

    @Test
    void aCallIsRepeatedAsOftenAsTheHallAllowsAndTheTimeTurnsFromGreenToRed() {
        scene.take("pa-info");
        Page desk = scene.browser().openWithClock("/counter", 1280, 900);
        scene.signIn(desk, "petugas-pa");
        desk.locator("[data-counter=loket-29]").click();
        Scene.press(desk, "open");
        Scene.press(desk, "call-next");
        Locator recall = desk.locator("[data-press=recall]");
        for (int repeated = 1; repeated <= 3; repeated++) {
            assertThat(recall).containsText("Panggil ulang " + repeated + "/3");
            Scene.press(desk, "recall");
        }
        assertThat(recall).isDisabled();
        Scene.press(desk, "start");
        assertThat(desk.locator(".timer--calm")).containsText("Dalam standar");
        desk.clock().fastForward(OVER_EVERY_PROMISE_MINUTES * 60_000);
        assertThat(desk.locator(".timer--over")).containsText("Melewati standar");
        Scene.press(desk, "finish");
    }

    @ParameterizedTest
    @CsvSource({"id, petugas-kejari, loket-30, tilang", "en, petugas-disnaker, loket-31, ak1"})
    void everythingAtACounterIsDoneByKeyboardAlone(String language, String officer, String counter, String service) {
        String number = scene.take(service).path("number").asText();
        Page desk = scene.desk(officer, counter, language, 1024, 768);
        assertThat(desk.locator(".main-button")).isFocused();
        keys(desk, "open", "Enter");
        keys(desk, "call-next", "F2");
        assertThat(desk.locator(".card__number")).hasText(number);
        keys(desk, "recall", "u");
        keys(desk, "start", "F2");
        desk.keyboard().press("c");
        assertThat(desk.locator("input[name=text]")).isFocused();
        desk.keyboard().type("map 3");
        keys(desk, "note", "Enter");
        assertThat(desk.locator(".main-button")).isFocused();
        desk.keyboard().press("t");
        assertThat(desk.locator("dialog")).isVisible();
        desk.keyboard().press("Escape");
        assertThat(desk.locator("dialog")).hasCount(0);
        desk.keyboard().press("t");
        desk.keyboard().press("ArrowDown");
        keys(desk, "park", "Enter");
        keys(desk, "undo", "z");
        keys(desk, "finish", "F2");
        desk.keyboard().press("j");
        keys(desk, "pause", "Enter");
        keys(desk, "resume", "F2");
        desk.keyboard().press("x");
        assertThat(desk.locator("dialog")).isVisible();
        desk.keyboard().press("Tab");
        keys(desk, "close", "Enter");
        assertThat(desk.locator(".main-button[data-press=open]")).isVisible();
        scene.browser().assertNoOffence();
    }

    /** Presses keys, waits for the answer to what they do, and until the buttons are ready for the next. */
    private static void keys(Page desk, String what, String key) {
        assertThat(desk.locator(".main-button")).isEnabled();
        desk.waitForResponse(
                answer -> answer.url().endsWith("/" + what),
                () -> desk.keyboard().press(key));
        assertThat(desk.locator(".main-button")).isEnabled();
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, id", "1024, 768, en", "360, 740, id", "360, 740, en"})
    void theConsoleFitsItsScreenAndItsMainButtonIsInView(int width, int height, String language) {
        scene.take("pdam-bayar");
        Page desk = scene.desk("petugas-pdam", "loket-33", language, width, height);
        Locator main = desk.locator(".main-button");
        for (String step : List.of("open", "call-next", "start", "finish")) {
            if (desk.locator(".main-button[data-press=" + step + "]").count() == 0) {
                continue;
            }
            Scene.assertFits(desk);
            Scene.assertInView(main);
            if (width >= DESK_WIDTH && desk.locator("[data-press=undo]").count() > 0) {
                Scene.assertInView(desk.locator("[data-press=undo]"));
            }
            Scene.press(desk, step);
            assertThat(desk.locator(".main-button[data-press=" + step + "]")).hasCount(0);
        }
        Scene.assertFits(desk);
        Scene.assertInView(main);
        scene.browser().assertAccessible(desk);
        desk.locator("[data-press=disrupt]").click();
        assertThat(desk.locator("dialog")).isVisible();
        Scene.assertFits(desk);
        scene.browser().keepPicture(desk, "console-" + width + "-" + language);
    }

    private static Locator row(Page desk, String number) {
        return desk.locator(".queue--line tr").filter(new Locator.FilterOptions().setHasText(number));
    }
}
