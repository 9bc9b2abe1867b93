package id.mpp.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Hall;
import id.mpp.queue.History;
import id.mpp.queue.Refusal;
import id.mpp.web.ProblemTexts;
import id.mpp.wire.CatalogReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RefusalProblemsTest {
    @Test
    void everyRefusalHasASentenceInEveryLanguage() {
        Hall hall = CatalogReader.sample();
        ProblemTexts texts = KioskApi.texts(hall);
        assertEquals(new TreeSet<>(texts.keys("id")), new TreeSet<>(texts.keys("en")));
        RefusalProblems problems =
                new RefusalProblems(new HallTime(hall.branch().zone()));
        List<Refusal> refusals = RefusalSamples.all();
        Set<Class<?>> kinds = new HashSet<>();
        History.leaves(Refusal.class, kinds);
        assertEquals(kinds, refusals.stream().map(Object::getClass).collect(Collectors.toSet()));
        for (Refusal refusal : refusals) {
            var problem = problems.of(refusal, RefusalSamples.NOW);
            for (String language : List.of("id", "en")) {
                assertTrue(texts.keys(language).contains(problem.textKey()), problem.textKey());
                String detail = texts.detail(problem, language);
                assertFalse(detail.contains("{") || detail.contains("–"), detail);
            }
        }
    }
}
