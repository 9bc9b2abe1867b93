package id.mpp.server.api;

import id.mpp.queue.Hall;
import id.mpp.queue.SatisfactionIndex;
import id.mpp.queue.SatisfactionIndex.Weight;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.fleet.Fleet;
import id.mpp.server.report.Figures;
import id.mpp.server.report.Halls;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.LegReader.DayRow;
import id.mpp.server.report.LegState;
import id.mpp.server.report.Satisfaction;
import id.mpp.server.report.Statistics;
import id.mpp.server.report.SurveyReader;
import id.mpp.web.Guard;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/branches…}: the halls and their figures, for people with a session. */
public final class BranchRoutes {
    private static final int ITEMS_A_PAGE = 200;
    /** Far more than a year of the largest hall. */
    private static final int PAGES_AT_MOST = 10_000;

    private final LegReader legs;
    private final SurveyReader surveys;
    private final Halls halls;
    private final Fleet fleet;
    private final Guard guard;
    private final InstantSource clock;

    record StatisticsAnswer(
            String branch, LocalDate from, LocalDate to, String by, String asOf, Figures total, List<Figures> items) {}

    record SkmAnswer(
            String branch,
            LocalDate from,
            LocalDate to,
            String asOf,
            String weight,
            int leastAnswers,
            int served,
            int invited,
            int needed,
            @Nullable List<Integer> taps,
            Satisfaction.Group total,
            List<Satisfaction.Group> items) {}

    public BranchRoutes(
            LegReader legs, SurveyReader surveys, Halls halls, Fleet fleet, Guard guard, InstantSource clock) {
        this.legs = legs;
        this.surveys = surveys;
        this.halls = halls;
        this.fleet = fleet;
        this.guard = guard;
        this.clock = clock;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/branches", this::answerBranches);
        routes.get("/api/v1/branches/{branch}/hall", this::answerHall);
        routes.get("/api/v1/branches/{branch}/live", this::answerLiveHall);
        routes.get("/api/v1/branches/{branch}/statistics", this::answerStatistics);
        routes.get("/api/v1/branches/{branch}/tickets", this::answerTickets);
        routes.get("/api/v1/branches/{branch}/reports/skm.json", this::answerSatisfaction);
    }

    private void answerBranches(Context ctx) {
        requireStaff(ctx);
        Set<String> online = fleet.nodes().stream()
                .filter(Fleet.Node::online)
                .map(Fleet.Node::branch)
                .collect(Collectors.toSet());
        Set<String> ids = new TreeSet<>(legs.branches());
        ids.addAll(halls.branches());
        List<Answers.Branch> items =
                ids.stream().map(id -> branch(id, online.contains(id))).toList();
        Answers.sendJson(ctx, new Answers.Page<>(items, null));
    }

    private Answers.Branch branch(String id, boolean online) {
        Hall hall = halls.hall(id).orElse(null);
        DayRow day = legs.latestDay(id).orElse(null);
        return new Answers.Branch(
                id,
                hall == null ? null : hall.branch().name().byLanguage(),
                hall == null ? null : hall.branch().city(),
                halls.zone(id).getId(),
                day == null ? null : day.day(),
                day != null && day.closedAt() == null,
                online);
    }

    private void answerHall(Context ctx) {
        String branch = branch(ctx);
        Answers.sendJson(ctx, Answers.HallNames.of(branch, halls.hall(branch).orElse(null)));
    }

    private void answerLiveHall(Context ctx) {
        Answers.sendJson(ctx, LiveHall.of(legs, branch(ctx), clock.instant()));
    }

    private void answerStatistics(Context ctx) {
        String branch = branch(ctx);
        Query.Days days = Query.days(ctx, today(branch));
        Statistics.By by = orDefault(Query.word(ctx, "by", Statistics.By.class, null), Statistics.By.SERVICE);
        Statistics statistics = Statistics.of(legs.legs(branch, days.from(), days.to()), by, halls);
        Answers.sendJson(
                ctx,
                new StatisticsAnswer(
                        branch,
                        days.from(),
                        days.to(),
                        by.name().toLowerCase(Locale.ROOT),
                        Answers.at(clock.instant(), halls.zone(branch)),
                        statistics.total(),
                        statistics.groups()));
    }

    private void answerSatisfaction(Context ctx) {
        String branch = branch(ctx);
        Query.Days days = Query.days(ctx, today(branch));
        Weight weight = orDefault(Query.word(ctx, "weight", Weight.class, null), Weight.NINTH);
        Satisfaction found = Satisfaction.of(
                surveys.asked(branch, days.from(), days.to()), surveys.answers(branch, days.from(), days.to()), weight);
        Answers.sendJson(
                ctx,
                new SkmAnswer(
                        branch,
                        days.from(),
                        days.to(),
                        Answers.at(clock.instant(), halls.zone(branch)),
                        Query.spelled(weight),
                        SatisfactionIndex.LEAST_ANSWERS,
                        found.served(),
                        found.invited(),
                        found.needed(),
                        found.taps(),
                        found.total(),
                        found.agencies()));
    }

    private void answerTickets(Context ctx) {
        String branch = branch(ctx);
        Query.Days days = Query.days(ctx, today(branch));
        LegState state = Query.word(ctx, "state", LegState.class, null);
        int page = Query.page(ctx, PAGES_AT_MOST);
        List<Leg> found = legs.page(branch, days.from(), days.to(), state, (page - 1) * ITEMS_A_PAGE, ITEMS_A_PAGE + 1);
        ZoneId zone = halls.zone(branch);
        List<Answers.Ticket> items = found.stream()
                .limit(ITEMS_A_PAGE)
                .map(leg -> Answers.Ticket.of(leg, zone))
                .toList();
        Answers.sendJson(ctx, new Answers.Page<>(items, found.size() > ITEMS_A_PAGE ? page + 1 : null));
    }

    private LocalDate today(String branch) {
        return legs.latestDay(branch)
                .map(DayRow::day)
                .orElseGet(() -> clock.instant().atZone(halls.zone(branch)).toLocalDate());
    }

    /** The hall that the path names. Refuses whoever may not see it. */
    private String branch(Context ctx) {
        requireStaff(ctx);
        String branch = ctx.pathParam("branch");
        if (halls.hall(branch).isEmpty() && !legs.branches().contains(branch)) {
            throw Problem.of(404, "branch-unknown").with("branch", branch).thrown();
        }
        return branch;
    }

    private void requireStaff(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
    }

    private static <T> T orDefault(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
