package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.SatisfactionIndex.Band;
import id.mpp.queue.SatisfactionIndex.Weight;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check values of the regulation and of offices that published their sums. */
class SatisfactionIndexTest {
    private static final List<BigDecimal> PUBLISHED = Stream.of(
                    "3.40", "3.35", "3.10", "3.90", "3.45", "3.50", "3.60", "3.30", "3.20")
            .map(BigDecimal::new)
            .toList();
    private static final List<BigDecimal> FOURS = Collections.nCopies(9, new BigDecimal("4"));

    @Test
    void nothingButFoursIsAHundredAndTheOtherWeightSaysOtherwise() {
        assertEquals(new BigDecimal("100.00"), SatisfactionIndex.ofMeans(FOURS, Weight.NINTH));
        assertEquals(new BigDecimal("99.90"), SatisfactionIndex.ofMeans(FOURS, Weight.PRINTED_0_111));
    }

    @Test
    void theMeansOfAPublishedSurveyGiveItsIndex() {
        assertEquals(new BigDecimal("85.56"), SatisfactionIndex.ofMeans(PUBLISHED, Weight.NINTH));
        assertEquals(new BigDecimal("85.47"), SatisfactionIndex.ofMeans(PUBLISHED, Weight.PRINTED_0_111));
    }

    @Test
    void answersAreCountedExactlyAndTheOneTapAloneIsNoElement() {
        Survey four = new Survey(4, List.of(4, 4, 4, 4, 4, 4, 4, 4, 4));
        Survey three = new Survey(3, List.of(3, 3, 3, 3, 3, 3, 3, 3, 3));
        SatisfactionIndex.Result result = SatisfactionIndex.of(
                        List.of(four, four, three, new Survey(1, List.of())), Weight.NINTH)
                .orElseThrow();
        assertEquals(3, result.answers());
        assertEquals(new BigDecimal("3.67"), result.means().getFirst());
        assertEquals(new BigDecimal("91.67"), result.index());
        assertEquals(Band.A, result.band());
        assertTrue(SatisfactionIndex.of(List.of(new Survey(4, List.of())), Weight.NINTH)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"88.31,A", "88.30,B", "76.61,B", "76.60,C", "65.00,C", "64.99,D"})
    void theBandsBeginWhereTheRegulationSays(BigDecimal index, Band band) {
        assertEquals(band, SatisfactionIndex.band(index));
    }

    @ParameterizedTest
    @CsvSource({"10,10", "100,80", "400,196", "2000,322", "20000,377"})
    void samplesAreAsLargeAsInTheTable(int population, int size) {
        assertEquals(size, SatisfactionIndex.sampleSize(population));
    }

    @Test
    void eightMeansAreNoSurvey() {
        assertThrows(
                IllegalArgumentException.class, () -> SatisfactionIndex.ofMeans(FOURS.subList(0, 8), Weight.NINTH));
    }
}
