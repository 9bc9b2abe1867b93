package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import id.mpp.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A visitor's phone in real Chromium: what it says, when it rings, and what it costs to load. */
@ExtendWith(Chromium.class)
class PhonePageIT {
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
    void itRingsOnceWhenThreeAreAheadAndAgainWhenTheNumberIsCalled() {
        String officer = "petugas-kemenag";
        String counter = "loket-28";
        scene.act(officer, counter, "open");
        for (int ahead = 0; ahead < 4; ahead++) {
            scene.take("halal");
        }
        JsonNode ticket = scene.take("halal");
        Page phone = scene.browser().openListening("/t/" + ticket.path("id").asText(), 360, 740);
        assertThat(phone.locator(".place__ahead")).hasText("4");
        phone.getByText("Beri tahu dengan suara dan getar").tap();
        assertThat(phone.getByText("Biarkan halaman ini terbuka")).isVisible();
        assertRung(phone, 3);

        scene.serve(officer, counter);
        Scene.look(phone);
        assertThat(phone.locator("[data-near='3']")).containsText("Tinggal 3 antrean di depan Anda.");
        assertThat(phone).hasTitle("3 lagi - " + ticket.path("number").asText());
        assertRung(phone, 5, 3);
        scene.serve(officer, counter);
        Scene.look(phone);
        assertThat(phone.locator("[data-near='2']")).isVisible();
        assertRung(phone, 5, 3);

        scene.serve(officer, counter);
        scene.serve(officer, counter);
        scene.act(officer, counter, "call-next");
        Scene.look(phone);
        assertThat(phone.locator(".stub[data-state=called] [data-counter=" + counter + "]"))
                .hasText("28");
        assertRung(phone, 8, 3, 5);
        scene.act(officer, counter, "recall");
        Scene.look(phone);
        assertThat(phone.getByText("panggilan ke-2")).isVisible();
        assertRung(phone, 11, 3, 5, 5);
        scene.act(officer, counter, "start");
        scene.act(officer, counter, "finish");
        scene.browser().assertNoOffence();
    }

    /** @param vibrations the lengths of the patterns so far */
    private static void assertRung(Page phone, int tones, int... vibrations) {
        List<Object> patterns = new ArrayList<>();
        for (int length : vibrations) {
            patterns.add(length);
        }
        assertEquals(Map.of("tones", tones, "vibrations", patterns), phone.evaluate("window.rung"));
    }

    @Test
    void whoeverHasLongToWaitIsToldWhenToComeBackAndMayLeaveByKeyboard() {
        scene.act("petugas-bpn", "loket-24", "open");
        for (int visitor = 0; visitor < 8; visitor++) {
            scene.take("konsul-tanah");
        }
        Page phone = scene.phone(scene.take("konsul-tanah"));
        assertThat(phone.locator(".place__ahead")).hasText("8");
        assertThat(phone.locator(".place__band")).hasText(Pattern.compile("\\d+-\\d+ menit"));
        assertThat(phone.getByText("Mohon kembali paling lambat")).containsText(Pattern.compile("\\d\\d\\.\\d\\d WIB"));
        phone.getByText("Keluar dari antrean").press("Enter");
        assertThat(phone.getByText("Tetap menunggu")).isFocused();
        phone.keyboard().press("Tab");
        phone.keyboard().press("Enter");
        assertThat(phone.locator(".stub[data-state=cancelled]")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, 740, id", "360, 740, en", "1024, 768, id", "1440, 900, en"})
    void everyStateFitsAndLoadsNoFont(int width, int height, String language) {
        String officer = "petugas-bapenda";
        String counter = "loket-10";
        scene.act(officer, counter, "open");
        JsonNode ticket = scene.take("pbb");
        Page phone = scene.phone(ticket, language, width, height);
        Locator state = phone.locator(".stub");
        Scene.assertInView(phone.locator(".stub__number"));
        fits(phone, state, "waiting");
        for (String[] step : new String[][] {
            {"call-next", "called"},
            {"no-show", "no-show"},
            {"undo", "called"},
            {"start", "serving"},
            {"finish", "finished"}
        }) {
            scene.act(officer, counter, step[0]);
            fits(phone, state, step[1]);
        }
        assertThat(phone.locator(".survey")).isVisible();
        scene.browser().assertAccessible(phone);
        scene.browser().keepPicture(phone, "phone-" + width + "-" + language);
        assertEquals(
                0,
                phone.evaluate("performance.getEntriesByType('resource').filter(({ name }) =>"
                        + " /\\.(woff2?|ttf|otf)/.test(name)).length"));
    }

    private static void fits(Page phone, Locator stub, String state) {
        Scene.look(phone);
        assertThat(stub).hasAttribute("data-state", state);
        Scene.assertFits(phone);
    }
}
