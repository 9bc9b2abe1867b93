package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import id.mpp.bus.CuttableLine;
import id.mpp.kiosk.KioskProgram;
import id.mpp.testing.Chromium;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hall's boards in real Chromium, behind a line that can be cut: what they show, say and keep. */
@ExtendWith(Chromium.class)
class BoardIT {
    private static final String ONE = "loket-01";
    private static final String ELSEWHERE = "loket-12";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final double PATIENCE_MILLIS = 90_000;
    private static final List<String> TEXTS = List.of(
            "Layanan gratis. Tolak pungutan liar.",
            "Jeda salat Jumat pukul 11.30 sampai 13.00 WIB.",
            "Pengaduan: lapor.go.id atau SMS 1708.");

    private static KioskProgram hall;
    private static CuttableLine line;
    private static HallBrowser browser;
    private static CounterByHttp first;
    private static CounterByHttp second;

    @BeforeAll
    static void openTheHall() throws IOException {
        hall = KioskProgram.start();
        line = new CuttableLine(hall.baseUrl().getPort());
        browser = new HallBrowser(URI.create(line.url().replace("tcp:", "http:")));
        first = new CounterByHttp(hall, "petugas-disdukcapil", ONE, "ktp-rekam");
        second = new CounterByHttp(hall, "petugas-samsat", ELSEWHERE, null);
    }

    @AfterAll
    static void closeTheHall() throws IOException {
        line.close();
        hall.close();
    }

    @AfterEach
    void closeTheWindows() throws IOException {
        line.up();
        browser.assertNoOffence();
        browser.closeWindows();
        emptyBoardFolder();
    }

    @Test
    void eachCallIsSpokenOnceInItsZoneAndAgainWithEachRecall() {
        Page zoneOne = browser.open("/board?zone=1&sound=1", 1920, 1080);
        Page zoneTwo = browser.open("/board?zone=2&sound=1", 1920, 1080);
        Queue<String> inOne = voices(zoneOne);
        Queue<String> inTwo = voices(zoneTwo);
        assertThat(zoneOne.locator(".top__hall p")).hasText("Zona 1");
        assertThat(zoneTwo.locator(".top__hall p")).hasText("Zona 2");
        String number = first.calls();
        assertThat(spoken(zoneOne, number)).hasCount(1, within());
        assertEquals(1, inOne.size());

        String other = second.calls();
        assertThat(spoken(zoneTwo, other)).hasCount(1, within());
        assertEquals(1, inTwo.size());
        assertEquals(1, inOne.size(), "zone 1 says nothing of zone 2");
        assertThat(zoneOne.locator("[data-number='" + other + "']")).hasCount(0);

        first.recalls();
        assertThat(zoneOne.locator(".newest__recall"))
                .hasText("Panggilan ke-2", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        await().atMost(SOON).until(() -> pumped(zoneOne, inOne) == 2);
        assertNotEquals(inOne.peek(), List.copyOf(inOne).getLast(), "a recall has a voice of its own");
        assertEquals(1, inTwo.size());
        first.serves();
        second.serves();
    }

    @Test
    void aBoardOfAllZonesSaysTheZoneOfEachCallAndHowManyWaitForEachAgency() {
        String other = second.calls();
        String number = first.calls();
        int waiting = first.waits(2);
        Page board = browser.open("/board", 1920, 1080);
        assertThat(board.locator(".newest [data-number='" + number + "']")).isVisible();
        assertThat(board.locator(".newest__agency")).containsText("Zona 1 · Dinas Kependudukan");
        Locator row = board.locator(".calls tbody tr").filter(new Locator.FilterOptions().setHasText(other));
        assertThat(row.locator(".calls__zone")).hasText("Zona 2");
        Locator agency = board.locator(".strip--waiting li")
                .filter(new Locator.FilterOptions().setHasText("Dinas Kependudukan"));
        assertThat(agency.locator(".number")).hasText(Integer.toString(waiting));
        browser.assertAccessible(board);
        first.serves();
        second.serves();
    }

    @Test
    void aCutLineKeepsTheLastStateWithASmallNoteAndTheReturnBringsAllOfIt() {
        Page board = browser.open("/board", 1920, 1080);
        String before = first.calls();
        Locator newest = board.locator(".newest [data-number]");
        assertThat(newest).hasText(before);
        assertThat(board.locator(".updated")).hasCount(0);

        line.down();
        assertThat(board.locator(".updated"))
                .hasText(
                        Pattern.compile("diperbarui \\d\\d\\.\\d\\d"),
                        new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(newest).hasText(before);
        shot(board, "board-offline");
        first.serves();
        String missed = second.calls();
        String after = first.calls();
        assertThat(newest).hasText(before);

        line.up();
        assertThat(newest).hasText(after, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(board.locator(".calls td.number").filter(new Locator.FilterOptions().setHasText(missed)))
                .hasCount(1);
        assertThat(board.locator(".updated")).hasCount(0);
        first.serves();
        second.serves();
    }

    @Test
    void aBoardThatIsLoadedAgainWhileTheLineIsDownShowsItsLastStateAndNoErrorPage() {
        Page board = browser.openKept("/board?zone=1", 1920, 1080);
        String before = first.calls();
        assertThat(board.locator(".newest [data-number]")).hasText(before);
        line.down();
        board.reload();
        assertThat(board.locator(".top__hall h1")).hasText("Mal Pelayanan Publik Segantang Lada");
        assertThat(board.locator(".top__hall p")).hasText("Zona 1");
        assertThat(board.locator(".newest [data-number]")).hasText(before);
        assertThat(board.locator(".updated")).hasText(Pattern.compile("diperbarui \\d\\d\\.\\d\\d"));
        first.serves();
        String after = first.calls();
        line.up();
        assertThat(board.locator(".newest [data-number]"))
                .hasText(after, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(board.locator(".updated")).hasCount(0);
        first.serves();
    }

    /** An older program may have left something else there. */
    @Test
    void aBoardThatCannotReadWhatItRememberedIsABoardAllTheSame() {
        Page board = browser.open("/board", 1920, 1080);
        board.evaluate("() => localStorage.setItem('board ', '{\"hall\":{}}')");
        board.reload();
        assertThat(board.locator(".top__hall h1")).hasText("Mal Pelayanan Publik Segantang Lada");
        assertThat(board.locator(".updated")).hasCount(0);
    }

    @Test
    void aKioskAndARatingTabletThatAreLoadedAgainWhileTheLineIsDownSayWhatToDo() {
        Page kiosk = browser.openKept("/", 1080, 1920);
        Page tablet = browser.openKept("/rating?counter=" + ONE, 1280, 800);
        line.down();
        kiosk.reload();
        tablet.reload();
        assertThat(kiosk.locator("[data-shut=unreachable]")).containsText("di mesin lain atau di meja informasi");
        assertThat(tablet.locator("main")).containsText("Sambungan terputus.");
        line.up();
        LocatorAssertions.IsVisibleOptions patience =
                new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
        assertThat(kiosk.locator("[data-agency=disdukcapil]")).isVisible(patience);
        assertThat(tablet.getByText("Pendapat Anda berarti")).isVisible(patience);
    }

    @Test
    void textsRunAndPicturesTurnUntilTheyAreHeld() throws IOException {
        fillBoardFolder();
        second.calls();
        first.calls();
        Page board = browser.open("/board", 1920, 1080);
        Locator text = board.locator(".text__line");
        assertThat(text).hasText(String.join(" · ", TEXTS));
        Locator shown = board.locator(".pictures img.here");
        assertThat(shown).isVisible();
        await().atMost(SOON).until(() -> ((Number) shown.evaluate("image => image.naturalWidth")).intValue() > 0);
        double from = text.boundingBox().x;
        await().atMost(SOON).until(() -> text.boundingBox().x < from - 100);
        board.locator(".text__hold").tap();
        assertThat(board.locator(".text__hold[aria-pressed=true]")).isVisible();
        double held = text.boundingBox().x;
        assertEquals(1920, ((Number) board.evaluate("document.documentElement.scrollWidth")).intValue());
        browser.assertAccessible(board);
        assertEquals(held, text.boundingBox().x, 1, "it stands");
        shot(board, "board-notices");
        first.serves();
        second.serves();
    }

    @Test
    void whereMotionIsNotWantedTextsAreChangedLineByLine() throws IOException {
        fillBoardFolder();
        Page board = browser.open("/board", 1920, 1080);
        board.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat(board.locator("[data-motion=steps]")).isVisible();
        assertThat(board.locator(".text__step")).hasText(TEXTS.getFirst());
        assertThat(board.locator(".text__step"))
                .hasText(TEXTS.get(1), new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        shot(board, "board-steps");
    }

    /** Addresses of the voices that a board has asked for. */
    private static Queue<String> voices(Page board) {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        board.onRequest((Request request) -> {
            if (request.url().contains("/announcements/")) {
                asked.add(request.url());
            }
        });
        return asked;
    }

    /** How many, after the browser had its turn to tell. */
    private static int pumped(Page board, Queue<String> voices) {
        board.evaluate("1");
        return voices.size();
    }

    private static Locator spoken(Page board, String number) {
        return board.locator("html[data-spoken='" + number + "']");
    }

    private static LocatorAssertions.HasCountOptions within() {
        return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static Path boardFolder() {
        return hall.data().resolve("board");
    }

    private static void fillBoardFolder() throws IOException {
        Files.createDirectories(boardFolder());
        Files.writeString(boardFolder().resolve("text.id.txt"), String.join("\n", TEXTS));
        poster("1.png", "Layanan keliling", "Sabtu, 28 November 2026 di Kecamatan Bukit Bestari", new Color(0x0b5f59));
        poster("2.png", "Bawa KTP asli", "Persyaratan setiap layanan ada di layar kios", new Color(0x7d5100));
        await().atMost(SOON).until(() -> first.read("/api/v1/board/notices").contains("Tolak pungutan"));
    }

    private static void emptyBoardFolder() throws IOException {
        if (Files.isDirectory(boardFolder())) {
            for (String name : List.of("text.id.txt", "1.png", "2.png")) {
                Files.deleteIfExists(boardFolder().resolve(name));
            }
            await().atMost(SOON)
                    .until(() -> !first.read("/api/v1/board/notices").contains("Tolak pungutan"));
        }
    }

    private static void poster(String name, String title, String words, Color ground) throws IOException {
        BufferedImage image = new BufferedImage(1200, 420, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        draw.setPaint(new GradientPaint(0, 0, ground, 1200, 420, ground.darker()));
        draw.fillRect(0, 0, 1200, 420);
        draw.setColor(Color.WHITE);
        draw.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 92));
        draw.drawString(title, 70, 190);
        draw.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 36));
        draw.drawString(words, 70, 290);
        draw.dispose();
        ImageIO.write(image, "png", boardFolder().resolve(name).toFile());
    }

    /** For whoever wants to look. */
    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
