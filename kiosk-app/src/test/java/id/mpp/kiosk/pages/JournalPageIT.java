package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.testing.Chromium;
import id.mpp.wire.Json;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the staff sees in real Chromium where the journal had to begin anew. */
@ExtendWith(Chromium.class)
class JournalPageIT {
    private static final String TOML = "printer.address=\"none\"\n";
    private static final String TAKE = "{\"service\":\"kk\"}";
    private static final String NOTICE = "[data-alert=journal]";

    @TempDir
    private Path folder;

    @Test
    void everybodyIsToldUntilTheSupervisorKnowsAndNumbersCanGoOnHigher() throws Exception {
        try (KioskProcess kiosk = new KioskProcess(folder, TOML)) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
            kiosk.cookie("supervisor");
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
            file.write(new byte[100]);
        }
        try (KioskProcess kiosk = new KioskProcess(folder, TOML)) {
            HallBrowser browser = new HallBrowser(URI.create("http://127.0.0.1:" + kiosk.port() + "/"));
            Page officer = signIn(browser, "petugas-disdukcapil", "en");
            assertThat(officer.locator(NOTICE)).containsText("was damaged and set aside");
            officer.locator("[data-counter=loket-01]").click();
            assertThat(officer.locator(".attention " + NOTICE)).containsText("next hundred");

            Page supervisor = signIn(browser, "supervisor", "id");
            assertThat(supervisor.locator(NOTICE)).containsText("journal-damaged-");
            browser.assertAccessible(supervisor);
            supervisor.locator("[data-act=skip-numbers]").click();
            supervisor.locator("input[name=prefix]").fill("A");
            supervisor.locator("input[name=through]").fill("300");
            supervisor.locator("input[name=reason]").fill("kertas beredar");
            supervisor.locator("[data-confirm=skip-numbers]").click();
            assertThat(supervisor.locator("dialog")).hasCount(0);
            assertThat(supervisor.getByText("Tercatat.")).isVisible();
            JsonNode next = Json.mapper()
                    .readTree(kiosk.post("/api/v1/tickets", TAKE, null).body());
            assertEquals("A-301", next.path("number").asText());

            supervisor.locator("[data-act=journal-seen]").click();
            assertThat(supervisor.locator(NOTICE)).hasCount(0);
            officer.reload();
            assertThat(officer.locator(".main-button")).isVisible();
            assertThat(officer.locator(NOTICE)).hasCount(0);
            browser.assertNoOffence();
        }
    }

    private Page signIn(HallBrowser browser, String user, String language) throws Exception {
        Page page = browser.open("/counter?lang=" + language, 1280, 900);
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(password(user));
        page.keyboard().press("Enter");
        return page;
    }

    private String password(String user) throws Exception {
        return Json.mapper()
                .readTree(Files.readAllBytes(folder.resolve("credentials.json")))
                .path("kiosk")
                .valueStream()
                .filter(one -> one.path("username").asText().equals(user))
                .map(one -> one.path("password").asText())
                .findFirst()
                .orElseThrow();
    }
}
