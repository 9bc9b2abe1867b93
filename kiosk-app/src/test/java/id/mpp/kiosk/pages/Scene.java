package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import id.mpp.kiosk.KioskProgram;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One hall with its browsers, and what people do in it: over HTTP where a test only needs it to have happened, on the
 * pages where it is the story. Used by one thread.
 */
final class Scene implements AutoCloseable {
    static final String SUPERVISOR = "supervisor";
    /** Of an element, less what rounding takes. */
    private static final double WHOLE = 0.98;

    private static final Duration NOTICED = Duration.ofSeconds(90);

    private final KioskProgram hall = KioskProgram.start();
    private final HallBrowser browser = new HallBrowser(hall.baseUrl());
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    HallBrowser browser() {
        return browser;
    }

    /** Takes a number; answers its ticket. */
    JsonNode take(String service) {
        return send(null, "POST", "/api/v1/tickets", "{\"service\":\"" + service + "\"}");
    }

    JsonNode takeWithPriority(String service) {
        return send(null, "POST", "/api/v1/tickets", "{\"service\":\"" + service + "\",\"priority\":true}");
    }

    /** An officer's act at a counter, without a page. */
    JsonNode act(String officer, String counter, String what) {
        return send(officer, "POST", "/api/v1/counters/" + counter + "/" + what, "{}");
    }

    /** Calls whoever is next, and serves; answers the number. */
    String serve(String officer, String counter) {
        String number = act(officer, counter, "call-next").at("/ticket/number").asText();
        act(officer, counter, "start");
        act(officer, counter, "finish");
        return number;
    }

    /** Somebody presses the help button at the kiosk until it is noticed, and lets go. */
    void pressForHelp() {
        contact(true);
        long until = System.nanoTime() + NOTICED.toNanos();
        while (!send(null, "GET", "/api/v1/devices", null).toString().contains("\"assist\"")) {
            assertTrue(System.nanoTime() < until, "the press is not noticed");
        }
        contact(false);
    }

    private void contact(boolean on) {
        send(null, "POST", "/api/v1/devices/buttons/call-assist", "{\"on\":" + on + "}");
    }

    /** A request, as an account or as nobody; fails where it is refused. */
    JsonNode send(@Nullable String who, String method, String path, @Nullable String json) {
        HttpResponse<String> answer = ask(who, method, path, json);
        assertTrue(answer.statusCode() < 300, method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        return read(answer.body());
    }

    /** A request, whatever comes of it. */
    HttpResponse<String> ask(@Nullable String who, String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hall.baseUrl().resolve(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-Requested-With", "mpp")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (who != null) {
            request.header("Cookie", cookies.computeIfAbsent(who, this::logIn));
        }
        return sent(request.build());
    }

    private String logIn(String who) {
        HttpResponse<String> answer = sent(HttpRequest.newBuilder(hall.baseUrl().resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"username\":\"" + who + "\",\"password\":\"" + hall.password(who) + "\"}"))
                .build());
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in by keyboard alone: the first field has the focus. */
    Page signIn(String user, String language, int width, int height) {
        Page page = browser.open("/counter?lang=" + language, width, height);
        signIn(page, user);
        return page;
    }

    /** Lets a phone ask at once, as when its network comes back, instead of after some seconds. */
    static void look(Page phone) {
        phone.evaluate("dispatchEvent(new Event('online'))");
    }

    void signIn(Page page, String user) {
        assertThat(page.locator("input[name=username]")).isFocused();
        page.keyboard().type(user);
        page.keyboard().press("Tab");
        page.keyboard().type(hall.password(user));
        page.keyboard().press("Enter");
    }

    Page supervise(String language, int width, int height) {
        Page supervisor = signIn(SUPERVISOR, language, width, height);
        assertThat(supervisor.locator("[data-zone]").first()).isVisible();
        return supervisor;
    }

    Page supervise() {
        return supervise("id", 1280, 900);
    }

    /** The officer's page at a counter, in whatever state that is. */
    Page desk(String officer, String counter, String language, int width, int height) {
        Page desk = signIn(officer, language, width, height);
        desk.locator("[data-counter=" + counter + "]").press("Enter");
        assertThat(desk.locator(".main-button")).isVisible();
        return desk;
    }

    /** The officer's page at a counter that is open. */
    Page openDesk(String officer, String counter) {
        // Waits for the first passwords, which a busy machine may still be hashing, longer than the page does.
        send(officer, "GET", "/api/v1/counters/" + counter + "/desk", null);
        Page desk = desk(officer, counter, "id", 1280, 900);
        if (desk.locator(".main-button[data-press=open]").count() > 0) {
            press(desk, "open");
        }
        assertThat(desk.locator(".main-button[data-press=call-next]")).isVisible();
        return desk;
    }

    /** Presses a button at a counter once it means this and may be pressed. */
    static void press(Page desk, String what) {
        Locator button = desk.locator(".card [data-press=" + what + "]");
        assertThat(button).isEnabled();
        desk.waitForResponse(answer -> answer.url().endsWith("/" + what), button::click);
    }

    /** The phone of a ticket's holder. */
    Page phone(JsonNode ticket) {
        return phone(ticket, "id", 360, 740);
    }

    Page phone(JsonNode ticket, String language, int width, int height) {
        Page phone = browser.open("/t/" + ticket.path("id").asText() + "?lang=" + language, width, height);
        assertThat(phone.locator(".stub__agency")).not().isEmpty();
        return phone;
    }

    /** Nothing stands out to the side. */
    static void assertFits(Page page) {
        Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals(0, over, page.url() + " is wider than its window");
    }

    /** Can be seen without scrolling. */
    static void assertInView(Locator element) {
        assertThat(element).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(WHOLE));
    }

    URI baseUrl() {
        return hall.baseUrl();
    }

    @Override
    public void close() {
        client.shutdownNow();
        hall.close();
    }
}
