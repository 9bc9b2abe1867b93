package id.mpp.server.api;

import id.mpp.queue.Hall;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.fleet.Fleet;
import id.mpp.server.report.Halls;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.LegReader.DayRow;
import id.mpp.server.report.LegState;
import id.mpp.server.report.SurveyReader;
import id.mpp.web.Guard;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code /api/v1/branches…}: the halls and their figures, for people with a session. */
public final class BranchRoutes {
    private static final int ITEMS_A_PAGE = 200;

    /** Far more than a year of the largest hall. */
    private static final int PAGES_AT_MOST = 10_000;

    private final LegReader legs;
    private final Halls halls;
    private final Fleet fleet;
    private final InstantSource clock;
    private final BranchAccess access;
    private final ReportRoutes reports;

    public BranchRoutes(
            LegReader legs, SurveyReader surveys, Halls halls, Fleet fleet, Guard guard, InstantSource clock) {
        this.legs = legs;
        this.halls = halls;
        this.fleet = fleet;
        this.clock = clock;
        access = new BranchAccess(legs, halls, guard, clock);
        reports = new ReportRoutes(legs, surveys, halls, access);
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/branches", this::answerBranches);
        routes.get("/api/v1/branches/{branch}/hall", this::answerHall);
        routes.get("/api/v1/branches/{branch}/live", this::answerLiveHall);
        routes.get("/api/v1/branches/{branch}/tickets", this::answerTickets);
        reports.register(routes);
    }

    private void answerBranches(Context ctx) {
        access.requireStaff(ctx);
        Set<String> online = fleet.nodes().stream()
                .filter(Fleet.Node::online)
                .map(node -> node.name().branch())
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
        String branch = access.branchOf(ctx);
        Answers.sendJson(ctx, Answers.HallNames.of(branch, halls.hall(branch).orElse(null)));
    }

    private void answerLiveHall(Context ctx) {
        Answers.sendJson(ctx, LiveHall.of(legs, access.branchOf(ctx), clock.instant()));
    }

    private void answerTickets(Context ctx) {
        String branch = access.branchOf(ctx);
        Query.Days days = Query.days(ctx, access.today(branch));
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
}
