package id.mpp.server.report;

import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.TicketEvent;
import id.mpp.server.report.Leg.Day;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest leg of each ticket, made only from events that a journal has copied. Not thread-safe. */
public final class CopiedLegs {
    private final Map<String, Leg> latest = new HashMap<>();
    private Day day;

    public CopiedLegs(String branch, String installation, boolean simulated) {
        day = new Day(branch, installation, 0, LocalDate.EPOCH, simulated);
    }

    /** Applies the next event. */
    public void apply(Event event, Moment at) {
        switch (event) {
            case DayEvent.DayOpened opened -> day = day.otherDay(opened.ordinal(), opened.label());
            case DayEvent.DayRelabelled relabelled -> relabel(relabelled.ordinal(), relabelled.label());
            case DayEvent.DayResumed resumed -> latest.replaceAll((ticket, leg) -> resumed(leg, resumed.ordinal()));
            case TicketEvent ticket -> {
                String id = ticket.ticket().value();
                LegFold.apply(latest.get(id), ticket, at, day).saved().forEach(leg -> latest.put(id, leg));
            }
            default -> {}
        }
    }

    /** The latest leg of a ticket. Null where the copies do not know the ticket. */
    public @Nullable Leg of(String ticket) {
        return latest.get(ticket);
    }

    private void relabel(int ordinal, LocalDate label) {
        if (day.ordinal() == ordinal) {
            day = day.relabelled(label);
        }
        latest.replaceAll((ticket, leg) ->
                leg.day().ordinal() == ordinal ? leg.onDay(leg.day().relabelled(label)) : leg);
    }

    private static Leg resumed(Leg leg, int ordinal) {
        Leg before = leg.before();
        return leg.byClose() && before != null && leg.day().ordinal() == ordinal ? before : leg;
    }
}
