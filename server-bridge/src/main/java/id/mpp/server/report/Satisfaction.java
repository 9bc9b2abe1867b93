package id.mpp.server.report;

import id.mpp.queue.SatisfactionIndex;
import id.mpp.queue.SatisfactionIndex.Band;
import id.mpp.queue.SatisfactionIndex.Weight;
import id.mpp.queue.Survey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The satisfaction survey (SKM) of some days, for the hall and for each agency for which enough people answered.
 *
 * @param served finished tickets, which are the population
 * @param invited those of them that were chosen, every k-th one
 * @param needed how many full answers represent this population (Krejcie and Morgan); 0 where nobody was served
 * @param taps how many tapped 1, 2, 3 and 4; null where fewer than {@link SatisfactionIndex#LEAST_ANSWERS} did
 * @param agencies in the order of their ids
 */
public record Satisfaction(
        int served, int invited, int needed, @Nullable List<Integer> taps, Group total, List<Group> agencies) {
    private static final int HIGHEST = 4;

    /**
     * @param key the agency; empty for the hall
     * @param answers how many people answered all nine elements
     * @param index null where it is withheld, and then the band and the means are null, too
     * @param means NRR of U1 to U9
     */
    public record Group(
            String key,
            int answers,
            @Nullable BigDecimal index,
            @Nullable Band band,
            @Nullable List<BigDecimal> means) {}

    public Satisfaction {
        agencies = List.copyOf(agencies);
    }

    public static Satisfaction of(SurveyReader.Asked asked, List<SurveyReader.Answer> answers, Weight weight) {
        Map<String, List<Survey>> byAgency = new TreeMap<>();
        for (SurveyReader.Answer answer : answers) {
            if (!answer.survey().elements().isEmpty()) {
                byAgency.computeIfAbsent(answer.agency(), agency -> new ArrayList<>())
                        .add(answer.survey());
            }
        }
        Set<String> withheld = withheld(byAgency);
        List<Survey> all = byAgency.values().stream().flatMap(List::stream).toList();
        return new Satisfaction(
                asked.served(),
                asked.invited(),
                asked.served() == 0 ? 0 : SatisfactionIndex.sampleSize(asked.served()),
                taps(answers),
                group("", all, all.size() < SatisfactionIndex.LEAST_ANSWERS, weight),
                byAgency.entrySet().stream()
                        .map(each -> group(each.getKey(), each.getValue(), withheld.contains(each.getKey()), weight))
                        .toList());
    }

    /**
     * The agencies that are withheld because they have too few answers. Where these have too few answers even together,
     * one could compute them by taking the others away from the hall's figures. Then the smallest of the others is
     * withheld, too.
     */
    private static Set<String> withheld(Map<String, List<Survey>> byAgency) {
        Set<String> withheld = new HashSet<>();
        int hidden = 0;
        List<Map.Entry<String, List<Survey>>> fewestFirst = byAgency.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> each.getValue().size()))
                .toList();
        for (Map.Entry<String, List<Survey>> each : fewestFirst) {
            int answers = each.getValue().size();
            boolean couldBeTold = hidden > 0 && hidden < SatisfactionIndex.LEAST_ANSWERS;
            if (answers < SatisfactionIndex.LEAST_ANSWERS || couldBeTold) {
                withheld.add(each.getKey());
                hidden += answers;
            }
        }
        return withheld;
    }

    private static Group group(String key, List<Survey> surveys, boolean withheld, Weight weight) {
        Optional<SatisfactionIndex.Result> result = withheld ? Optional.empty() : SatisfactionIndex.of(surveys, weight);
        return new Group(
                key,
                surveys.size(),
                result.map(SatisfactionIndex.Result::index).orElse(null),
                result.map(SatisfactionIndex.Result::band).orElse(null),
                result.map(SatisfactionIndex.Result::means).orElse(null));
    }

    private static @Nullable List<Integer> taps(List<SurveyReader.Answer> answers) {
        return answers.size() < SatisfactionIndex.LEAST_ANSWERS
                ? null
                : IntStream.rangeClosed(1, HIGHEST)
                        .mapToObj(rating -> Math.toIntExact(answers.stream()
                                .filter(answer -> answer.survey().rating() == rating)
                                .count()))
                        .toList();
    }
}
