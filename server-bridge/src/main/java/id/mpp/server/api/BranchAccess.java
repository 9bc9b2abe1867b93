package id.mpp.server.api;

import id.mpp.server.report.Halls;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.LegReader.DayRow;
import id.mpp.web.Guard;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;

/** Finds the hall that a path names, for somebody who may see it. */
final class BranchAccess {
    private final LegReader legs;
    private final Halls halls;
    private final Guard guard;
    private final InstantSource clock;

    BranchAccess(LegReader legs, Halls halls, Guard guard, InstantSource clock) {
        this.legs = legs;
        this.halls = halls;
        this.guard = guard;
        this.clock = clock;
    }

    /** Refuses whoever may not see the halls. */
    void requireStaff(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
    }

    /** The hall that the path names. Refuses whoever may not see it. */
    String branchOf(Context ctx) {
        requireStaff(ctx);
        String branch = ctx.pathParam("branch");
        if (halls.hall(branch).isEmpty() && !legs.branches().contains(branch)) {
            throw Problem.of(404, "branch-unknown").with("branch", branch).thrown();
        }
        return branch;
    }

    /** The latest business day of the hall, or the date there where it had none yet. */
    LocalDate today(String branch) {
        return legs.latestDay(branch)
                .map(DayRow::day)
                .orElseGet(() -> clock.instant().atZone(halls.zone(branch)).toLocalDate());
    }

    /** The present time at the hall, for answers. */
    String now(String branch) {
        return Answers.at(clock.instant(), halls.zone(branch));
    }
}
