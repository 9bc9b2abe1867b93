package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Requests of other people, so that a test need not walk through pages that it is not about. Uses the cookies of a
 * window.
 */
record Visitors(APIRequestContext requests, URI base) {

    /** Somebody of the hall's staff, logged in within this window. */
    static Visitors asStaff(Page window, PagesFixture hall, String user) {
        Visitors staff = new Visitors(window.context().request(), hall.baseUrl());
        staff.post(
                "/api/v1/session",
                "{\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(user, hall.kiosk().password(user)));
        return staff;
    }

    /** Chooses a service on the kiosk's page, and takes the number all the same where it says that the line is long. */
    static void choose(Page kiosk, String service) {
        kiosk.locator("[data-service=" + service + "]").tap();
        chooseAllTheSame(kiosk);
    }

    /** After the touch on a service: answers the question about the long line where it comes. */
    static void chooseAllTheSame(Page kiosk) {
        Locator question = kiosk.locator("[data-confirm=long-queue]");
        Locator number = kiosk.locator(".slip__number");
        assertThat(question.or(number).first()).isVisible();
        if (question.isVisible()) {
            question.tap();
        }
        assertThat(number).isVisible();
    }

    /** A number as the kiosk's page shows it, and the id of its ticket. */
    record Slip(String number, String ticket) {}

    /**
     * What the page shows after a number was taken, read at one moment and to be read first: the page goes back to its
     * first screen by itself, on a busy machine before a test has looked at anything else.
     */
    static Slip slip(Page kiosk) {
        List<?> shown = (List<?>) kiosk.waitForFunction("""
            () => {
              const number = document.querySelector(".slip__number")?.dataset.number;
              // The code's picture is /api/v1/tickets/{id}/qr.svg.
              const ticket = document.querySelector(".follow__code")?.getAttribute("src").split("/")[4];
              return number && ticket && [number, ticket];
            }
            """).jsonValue();
        return new Slip((String) shown.get(0), (String) shown.get(1));
    }

    /** So many visitors take a number for a service, without paper. */
    static void takeNumbers(Page window, PagesFixture hall, String service, int visitors) {
        Visitors requests = new Visitors(window.context().request(), hall.baseUrl());
        for (int visitor = 0; visitor < visitors; visitor++) {
            requests.post("/api/v1/tickets", "{\"service\":\"" + service + "\",\"paper\":false}");
        }
    }

    /** @throws AssertionError where the answer is not a success */
    void post(String path, String json) {
        APIResponse answer = requests.post(
                base.resolve(path).toString(),
                RequestOptions.create()
                        .setHeader("Content-Type", "application/json")
                        .setHeader("Idempotency-Key", UUID.randomUUID().toString())
                        .setHeader("X-Requested-With", "mpp")
                        .setData(json));
        assertTrue(answer.ok(), path + ": " + answer.text());
    }
}
