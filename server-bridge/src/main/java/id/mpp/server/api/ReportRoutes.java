package id.mpp.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.queue.SatisfactionIndex;
import id.mpp.queue.SatisfactionIndex.Weight;
import id.mpp.server.report.Figures;
import id.mpp.server.report.Halls;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.Satisfaction;
import id.mpp.server.report.Statistics;
import id.mpp.server.report.SurveyReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code …/statistics} and {@code …/reports/skm.json}: the figures of a hall over some days. */
final class ReportRoutes {
    private final LegReader legs;
    private final SurveyReader surveys;
    private final Halls halls;
    private final BranchAccess access;

    record StatisticsAnswer(
            String branch, LocalDate from, LocalDate to, String by, String asOf, Figures total, List<Figures> items) {}

    /** One flat object. */
    record SkmAnswer(
            @JsonUnwrapped Asked asked,
            @JsonUnwrapped Sample sample,
            Satisfaction.Group total,
            List<Satisfaction.Group> items) {
        record Asked(String branch, LocalDate from, LocalDate to, String asOf, String weight) {}

        record Sample(
                int leastAnswers,
                int served,
                int invited,
                int needed,
                @Nullable List<Integer> taps) {}
    }

    ReportRoutes(LegReader legs, SurveyReader surveys, Halls halls, BranchAccess access) {
        this.legs = legs;
        this.surveys = surveys;
        this.halls = halls;
        this.access = access;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/branches/{branch}/statistics", this::answerStatistics);
        routes.get("/api/v1/branches/{branch}/reports/skm.json", this::answerSatisfaction);
    }

    private void answerStatistics(Context ctx) {
        String branch = access.branchOf(ctx);
        Query.Days days = Query.days(ctx, access.today(branch));
        Statistics.By by = orDefault(Query.word(ctx, "by", Statistics.By.class, null), Statistics.By.SERVICE);
        Statistics statistics = Statistics.of(legs.legs(branch, days.from(), days.to()), by, halls);
        Answers.sendJson(
                ctx,
                new StatisticsAnswer(
                        branch,
                        days.from(),
                        days.to(),
                        by.name().toLowerCase(Locale.ROOT),
                        access.now(branch),
                        statistics.total(),
                        statistics.groups()));
    }

    private void answerSatisfaction(Context ctx) {
        String branch = access.branchOf(ctx);
        Query.Days days = Query.days(ctx, access.today(branch));
        Weight weight = orDefault(Query.word(ctx, "weight", Weight.class, null), Weight.NINTH);
        Satisfaction found = Satisfaction.of(
                surveys.asked(branch, days.from(), days.to()), surveys.answers(branch, days.from(), days.to()), weight);
        Answers.sendJson(
                ctx,
                new SkmAnswer(
                        new SkmAnswer.Asked(branch, days.from(), days.to(), access.now(branch), Query.spelled(weight)),
                        new SkmAnswer.Sample(
                                SatisfactionIndex.LEAST_ANSWERS,
                                found.served(),
                                found.invited(),
                                found.needed(),
                                found.taps()),
                        found.total(),
                        found.agencies()));
    }

    private static <T> T orDefault(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
