package id.mpp.server.sqlite;

import id.mpp.queue.DayEvent;
import id.mpp.queue.Moment;
import id.mpp.server.report.CopiedLegs;
import id.mpp.server.report.Leg;
import id.mpp.server.report.Leg.Day;
import id.mpp.server.sqlite.Lineage.Link;
import id.mpp.wire.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Moves figures to a journal that continues another one: the days that it has copied, with everything that was made
 * from them. Tickets that it does not know end as <em>moved</em>.
 */
final class Succession {
    private static final int EVENTS_A_STEP = 2_000;

    private final Lineage lineage;

    Succession(Lineage lineage) {
        this.lineage = lineage;
    }

    /** Moves the rows of a copied day that made figures before to the child, as they are. */
    void takeOver(Handle handle, Link link, DayEvent.DayOpened opened, Day day) {
        for (String from : lineage.replacedBy(handle, link)) {
            LegTable.save(
                    handle,
                    LegTable.ofDay(handle, from, opened.ordinal()).stream()
                            .map(leg -> leg.onDay(day))
                            .toList());
            for (String table : List.of("survey", "survey_invitation")) {
                handle.execute(
                        "UPDATE OR REPLACE " + table + " SET installation = ?, day = ? WHERE installation = ? AND"
                                + " ordinal = ?",
                        day.installation(),
                        day.label().toString(),
                        from,
                        day.ordinal());
            }
            handle.execute("DELETE FROM business_day WHERE installation = ? AND ordinal = ?", from, day.ordinal());
        }
    }

    /**
     * Settles the tickets after everything was copied. For tickets that were open here, or ended by a close that the
     * child may not know, the child's version counts. Tickets that the child does not know have moved.
     */
    void settle(Handle handle, Link link, EventEnvelope carried) {
        CopiedLegs copied = copies(handle, carried);
        Moment at = carried.at();
        List<Leg> settled = new ArrayList<>();
        for (Leg leg : unsettled(handle, link)) {
            Leg told = copied.of(leg.ticket());
            if (told == null) {
                if (leg.state().open()) {
                    settled.add(leg.moved(at));
                }
            } else if (!told.equals(leg)) {
                handle.execute("DELETE FROM leg WHERE ticket = ? AND leg > ?", told.ticket(), told.leg());
                settled.add(told);
            }
        }
        LegTable.save(handle, settled);
        for (String replaced : lineage.replacedBy(handle, link)) {
            handle.execute(
                    "UPDATE business_day SET closed_at = ? WHERE installation = ? AND closed_at IS NULL",
                    at.wall().toEpochMilli(),
                    replaced);
        }
    }

    /** The latest legs of tickets of which the end is not certain. */
    private List<Leg> unsettled(Handle handle, Link link) {
        List<Leg> legs = new ArrayList<>(LegTable.latest(handle, link.child(), false));
        lineage.replacedBy(handle, link).forEach(one -> legs.addAll(LegTable.latest(handle, one, true)));
        legs.removeIf(leg -> !leg.state().open() && !leg.byClose());
        return legs;
    }

    /** The tickets as the child has copied them. */
    private static CopiedLegs copies(Handle handle, EventEnvelope carried) {
        CopiedLegs copied = new CopiedLegs(carried.branch(), carried.installation(), carried.simulated());
        for (long from = 1; from < carried.seq(); from += EVENTS_A_STEP) {
            long to = Math.min(carried.seq() - 1, from + EVENTS_A_STEP - 1);
            EventTable.readable(handle, carried.installation(), from, to)
                    .forEach(envelope -> copied.apply(envelope.event(), envelope.at()));
        }
        return copied;
    }
}
