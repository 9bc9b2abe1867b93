package id.mpp.queue;

import java.util.List;

/**
 * A citizen's answer to the satisfaction survey (SKM, PermenPANRB 14/2017).
 *
 * @param rating the one tap: 1 not satisfied to 4 very satisfied
 * @param elements the nine elements U1 to U9, each 1 to 4; empty where only the one tap was given
 */
public record Survey(int rating, List<Integer> elements) {
    public static final int ELEMENTS = 9;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 4;

    public Survey {
        Checks.range("rating", rating, LOWEST, HIGHEST);
        if (!elements.isEmpty()) {
            Checks.range("number of survey elements", elements.size(), ELEMENTS, ELEMENTS);
        }
        elements.forEach(answer -> Checks.range("a survey element", answer, LOWEST, HIGHEST));
        elements = List.copyOf(elements);
    }
}
