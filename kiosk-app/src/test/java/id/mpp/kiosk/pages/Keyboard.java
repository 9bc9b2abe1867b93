package id.mpp.kiosk.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Somebody who has nothing but a keyboard: goes on with Tab, sees where the focus is, and presses. */
record Keyboard(Page page) {
    /** More stops than any page has. */
    private static final int MOST_STOPS = 120;

    private static final String FOCUS = """
        () => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return document.activeElement.matches(":focus-visible") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        }
        """;

    /**
     * Goes on to a control; fails where it cannot be reached, or where a stop on the way does not show that it has the
     * focus.
     */
    Keyboard to(Locator control) {
        control.waitFor();
        List<String> way = new ArrayList<>();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("document.activeElement !== document.body"))) {
                assertEquals(true, page.evaluate(FOCUS), "the focus cannot be seen on " + focused());
            }
            if (Boolean.TRUE.equals(control.evaluate("one => one === document.activeElement"))) {
                return this;
            }
            way.add(focused());
        }
        return fail(control + " cannot be reached; the way was " + way);
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String words) {
        page.keyboard().type(words);
        return this;
    }

    private String focused() {
        return String.valueOf(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"));
    }
}
