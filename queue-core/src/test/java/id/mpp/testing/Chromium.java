package id.mpp.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one Chromium of this JVM, for tests that carry {@code @ExtendWith(Chromium.class)}. It is started for the first
 * of them and ended after the last. What a test opened by {@link #context} is closed after it; where the test failed, a
 * picture and the text of each page is kept before in {@code target/failures}. The tests of one JVM run one after the
 * other, in one thread, as Playwright demands.
 */
public final class Chromium implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback {
    /**
     * How long a page may take to show what a test waits for: a deadline only says when to give up, and a busy machine
     * is no fault.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final double PATIENCE_MILLIS = (double) PATIENCE.toMillis();
    private static final Path FAILURES = Path.of("target", "failures");

    private static @Nullable Running running;

    /** Closed by JUnit at the end of the run. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            running = null;
            browser.close();
            playwright.close();
        }
    }

    /** A browser that remembers nothing of the others: cookies, storage and permissions of its own. */
    public static BrowserContext context(Browser.NewContextOptions options) {
        Running chromium = running;
        if (chromium == null) {
            throw new IllegalStateException("the test needs @ExtendWith(Chromium.class)");
        }
        BrowserContext context = chromium.browser().newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    /** Ends everything that is open now, and what it remembers. */
    public static void closeAll() {
        Running chromium = running;
        if (chromium != null) {
            List.copyOf(chromium.browser().contexts()).forEach(BrowserContext::close);
        }
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        running = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Running.class, type -> launch(), Running.class);
    }

    private static Running launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--autoplay-policy=no-user-gesture-required")));
        return new Running(playwright, browser);
    }

    /** Comes before the test's own {@code @AfterEach}, which may close its pages. */
    @Override
    public void afterTestExecution(ExtensionContext test) throws IOException {
        Running chromium = running;
        if (chromium == null || test.getExecutionException().isEmpty()) {
            return;
        }
        Path folder = Files.createDirectories(FAILURES.resolve(test.getRequiredTestClass()
                        .getSimpleName() + "-" + test.getRequiredTestMethod().getName()));
        int number = 0;
        for (BrowserContext context : chromium.browser().contexts()) {
            for (Page page : context.pages()) {
                keep(page, folder, ++number);
            }
        }
    }

    private static void keep(Page page, Path folder, int number) throws IOException {
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(number + ".png")));
            Files.writeString(folder.resolve(number + ".html"), "<!-- " + page.url() + " -->\n" + page.content());
        } catch (PlaywrightException e) {
            // A page that crashed or hangs: the test's own failure is what is told.
            Files.writeString(folder.resolve(number + ".txt"), page.url() + "\n" + e);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        closeAll();
    }
}
