package id.mpp.queue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The satisfaction index of the SKM (PermenPANRB 14/2017): the mean of each of nine elements (NRR), weighted with
 * exactly one ninth, times 25. Exact until the one rounding, half up to two decimals. A switch takes the weight 0.111
 * that some offices print, which makes 99.90 of nothing but fours.
 */
public final class SatisfactionIndex {
    /** Below this nobody's answers are shown, or they could be guessed. */
    public static final int LEAST_ANSWERS = 5;

    private static final int DECIMALS = 2;
    private static final BigDecimal TIMES = BigDecimal.valueOf(25);
    private static final BigDecimal PRINTED_WEIGHT = new BigDecimal("0.111");
    private static final BigDecimal A = new BigDecimal("88.31");
    private static final BigDecimal B = new BigDecimal("76.61");
    private static final BigDecimal C = new BigDecimal("65.00");
    /** χ² for one degree of freedom at 95 %, times the variance of the worst case; Krejcie and Morgan 1970. */
    private static final double CHI_SQUARE_BY_VARIANCE = 3.841 * 0.25;

    private static final double ERROR_SQUARED = 0.05 * 0.05;

    /** How the elements are weighted. */
    public enum Weight {
        /** One ninth, as the regulation has it. */
        NINTH,
        /** 0.111, as some offices print it. */
        PRINTED_0_111
    }

    /** Quality of service by the regulation's table. */
    public enum Band {
        A,
        B,
        C,
        D
    }

    /**
     * @param answers how many gave all nine elements
     * @param means of U1 to U9, rounded to two decimals for print; the index is made of the exact ones
     */
    public record Result(int answers, List<BigDecimal> means, BigDecimal index, Band band) {}

    private SatisfactionIndex() {}

    /**
     * The index of what was answered; empty where nobody gave the nine elements. Suppressing few answers is the
     * caller's.
     */
    public static Optional<Result> of(List<Survey> surveys, Weight weight) {
        List<Survey> full =
                surveys.stream().filter(survey -> !survey.elements().isEmpty()).toList();
        if (full.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal answers = BigDecimal.valueOf(full.size());
        BigInteger total = BigInteger.ZERO;
        List<BigDecimal> means = new ArrayList<>();
        for (int element = 0; element < Survey.ELEMENTS; element++) {
            long sum = 0;
            for (Survey survey : full) {
                sum += survey.elements().get(element);
            }
            total = total.add(BigInteger.valueOf(sum));
            means.add(BigDecimal.valueOf(sum).divide(answers, DECIMALS, RoundingMode.HALF_UP));
        }
        BigDecimal index = index(new BigDecimal(total), answers, weight);
        return Optional.of(new Result(full.size(), List.copyOf(means), index, band(index)));
    }

    /** The index of nine means as an office's form has them, each 1 to 4. */
    public static BigDecimal ofMeans(List<BigDecimal> means, Weight weight) {
        Checks.range("number of means", means.size(), Survey.ELEMENTS, Survey.ELEMENTS);
        BigDecimal sum = means.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return index(sum, BigDecimal.ONE, weight);
    }

    /** The band of an index. */
    public static Band band(BigDecimal index) {
        if (index.compareTo(A) >= 0) {
            return Band.A;
        }
        return index.compareTo(B) >= 0 ? Band.B : index.compareTo(C) >= 0 ? Band.C : Band.D;
    }

    /** How many answers stand for this many visitors, by the table of Krejcie and Morgan. */
    public static int sampleSize(int population) {
        Checks.range("population", population, 1, 100_000_000);
        double size = CHI_SQUARE_BY_VARIANCE * population / (ERROR_SQUARED * (population - 1) + CHI_SQUARE_BY_VARIANCE);
        return Math.toIntExact(Math.round(size));
    }

    /** Multiplies first and divides once, so that nothing is rounded on the way. */
    private static BigDecimal index(BigDecimal sum, BigDecimal answers, Weight weight) {
        BigDecimal product = sum.multiply(TIMES);
        return switch (weight) {
            case NINTH ->
                product.divide(answers.multiply(BigDecimal.valueOf(Survey.ELEMENTS)), DECIMALS, RoundingMode.HALF_UP);
            case PRINTED_0_111 -> product.multiply(PRINTED_WEIGHT).divide(answers, DECIMALS, RoundingMode.HALF_UP);
        };
    }
}
