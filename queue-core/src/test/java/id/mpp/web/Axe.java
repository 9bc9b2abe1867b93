package id.mpp.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

/** Runs axe-core over what a page shows now. The module whose tests use it has axe-core among its test dependencies. */
public final class Axe {
    /** WCAG 2.2 A and AA, and good practice. */
    public static final List<String> WCAG_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String SCRIPT = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private static final String RUN = """
        async (runOnly) => {
          const passing = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
          await Promise.allSettled(passing.map(({ finished }) => finished));
          const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
        }
        """;

    private Axe() {}

    /**
     * What it finds, a line for each element.
     *
     * @param page evaluates a script with an argument: {@code page::evaluate} of Playwright
     * @param rules names of rules, or tags of them
     */
    public static List<?> violations(BiFunction<String, Object, Object> page, List<String> rules) {
        if (Boolean.FALSE.equals(page.apply("(none) => 'axe' in globalThis", ""))) {
            var _ = page.apply(script(), "");
        }
        return (List<?>) page.apply(RUN, rules);
    }

    private static String script() {
        try (InputStream script = Axe.class.getClassLoader().getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
