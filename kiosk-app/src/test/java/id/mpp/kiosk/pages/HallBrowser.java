package id.mpp.kiosk.pages;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import id.mpp.testing.Chromium;
import id.mpp.web.Axe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of one hall, one for each screen, in the {@link Chromium} of the test, which closes them. Notes whatever
 * a page does that it must not: script errors, breaches of the content security policy, requests to other hosts. Used
 * by one thread.
 */
final class HallBrowser {
    /** What is missing: the page itself, or what it is made of and the browser does not keep. */
    private static final String NOT_KEPT = """
        async () => {
          if (!document.querySelector("main")) {
            return "main";
          }
          const kept = new Set((await (await caches.open("pages")).keys()).map((one) => new URL(one.url).pathname));
          return [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]
            .map((one) => new URL(one).pathname)
            .filter((path) => /^\\/(assets|pages|vendor|api\\/v1\\/messages)\\/|^\\/(board|rating)?$/.test(path))
            .filter((path) => !kept.has(path)).join(" ");
        }
        """;

    private static final int SECOND_MILLIS = 1_000;

    private final URI base;
    private final List<String> offences = new ArrayList<>();

    HallBrowser(URI base) {
        this.base = base;
    }

    /** A window that is touched and shows the page at {@code path}. */
    Page open(String path, int width, int height) {
        Page page = window(path, width, height);
        page.navigate(base.resolve(path).toString());
        return page;
    }

    /**
     * The same in a browser that keeps the page for when the hub is away; the others do not, because each test loads
     * its own.
     */
    Page openKept(String path, int width, int height) {
        Page page = window(path, width, height, ServiceWorkerPolicy.ALLOW);
        page.navigate(base.resolve(path).toString());
        await().pollInSameThread()
                .atMost(Chromium.PATIENCE)
                .untilAsserted(() -> assertEquals("", page.evaluate(NOT_KEPT), "what the browser does not keep"));
        return page;
    }

    /** The same, and its time can be made to pass by {@link #letPass}. */
    Page openWithClock(String path, int width, int height) {
        Page page = window(path, width, height);
        page.addInitScript("""
            window.unanswered = 0;
            const fetch = window.fetch;
            window.fetch = (...what) => {
              window.unanswered += 1;
              return fetch(...what).finally(() => (window.unanswered -= 1));
            };
            """);
        page.clock().install();
        page.navigate(base.resolve(path).toString());
        return page;
    }

    /**
     * Lets the page's time stand still, five seconds from now, until {@link #letPass}; what the machine is busy with
     * no longer counts. Only for a page opened with a clock.
     */
    static void stopTime(Page page) {
        page.clock().pauseAt(((Number) page.evaluate("Date.now()")).longValue() + 5_000);
    }

    /**
     * Lets the page's time pass, a second at a time, and waits after each until the hub has answered what the page
     * asked: else a minute goes by while an answer takes a moment, and the page says that the hub is away.
     */
    static void letPass(Page page, int millis) {
        for (int left = millis; left > 0; left -= SECOND_MILLIS) {
            page.clock().runFor(Math.min(left, SECOND_MILLIS));
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Chromium.PATIENCE)
                    .until(() -> Integer.valueOf(0).equals(page.evaluate("window.unanswered")));
        }
    }

    /** The same in which {@code window.rung} notes each vibration and each tone: what the page does to a phone. */
    Page openListening(String path, int width, int height) {
        Page page = window(path, width, height);
        page.addInitScript("""
            window.rung = { vibrations: [], tones: 0 };
            Navigator.prototype.vibrate = (pattern) => window.rung.vibrations.push(pattern.length);
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (when) {
              window.rung.tones += 1;
              return start.call(this, when);
            };
            """);
        page.navigate(base.resolve(path).toString());
        return page;
    }

    private Page window(String path, int width, int height) {
        return window(path, width, height, ServiceWorkerPolicy.BLOCK);
    }

    private Page window(String path, int width, int height, ServiceWorkerPolicy workers) {
        BrowserContext window = Chromium.context(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(true)
                .setServiceWorkers(workers));
        Page page = window.newPage();
        page.onPageError(error -> offences.add(path + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                offences.add(path + ": " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(base.toString()) && !request.url().startsWith("blob:")) {
                offences.add(path + " asks " + request.url());
            }
        });
        return page;
    }

    /** Into {@code target/screenshots}, for somebody to look at. */
    void keepPicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    void assertNoOffence() {
        assertEquals(List.of(), offences);
    }

    /** Ends every window and what it remembers: cookies, local storage. */
    void closeWindows() {
        Chromium.closeAll();
        offences.clear();
    }

    /** Runs axe-core over what the page shows now. */
    void assertAccessible(Page page) {
        assertEquals(List.of(), violations(page), page.url());
    }

    /** What axe-core finds against WCAG 2.2 AA and good practice, a line for each element. */
    List<?> violations(Page page) {
        return Axe.violations(page::evaluate, Axe.WCAG_AA);
    }

    /** Contrast of 7:1 and more, as WCAG asks at level AAA. */
    void assertStrongContrast(Page page) {
        assertEquals(List.of(), Axe.violations(page::evaluate, List.of("color-contrast-enhanced")), page.url());
    }
}
