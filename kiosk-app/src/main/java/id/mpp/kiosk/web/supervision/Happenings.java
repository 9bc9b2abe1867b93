package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperEvent;
import id.mpp.wire.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the hall today beside its numbers, newest first: the day, its hours, pauses, disruptions, closures,
 * doors, calls for help, and papers that were not printed, those after one another in one line. Any thread.
 */
final class Happenings {
    /** Far more than a day has; what is beyond is the oldest. */
    private static final int MOST = 300;

    private static final Set<Class<? extends Event>> TYPES = Set.of(
            DayEvent.DayOpened.class,
            DayEvent.DayResumed.class,
            DayEvent.DayRelabelled.class,
            DayEvent.DayClosed.class,
            DayEvent.HoursOverridden.class,
            DayEvent.HoursRestored.class,
            DayEvent.HallPaused.class,
            DayEvent.HallResumed.class,
            DayEvent.DisruptionDeclared.class,
            DayEvent.DisruptionEnded.class,
            CounterEvent.ClosureRequested.class,
            CounterEvent.ClosureApproved.class,
            CounterEvent.ClosureDeclined.class,
            KioskEvent.DoorOpened.class,
            KioskEvent.DoorClosed.class,
            KioskEvent.HelpRequested.class,
            PaperEvent.PaperFailed.class,
            PaperEvent.PaperConfirmed.class);

    /** @param times how many papers, one after the other, until {@code last} */
    private record Happening(Event event, Moment at, Moment last, int times) {}

    private record Answer(List<Row> happenings) {}

    /**
     * One flat object; null is left out.
     *
     * @param where null for the whole hall
     * @param node the kiosk whose door or button it was
     */
    private record Row(
            String kind,
            String at,
            @JsonUnwrapped @Nullable Where where,
            @JsonUnwrapped @Nullable Papers papers,
            @JsonUnwrapped By by,
            @Nullable NodeId node) {}

    private record Where(
            @Nullable AgencyId agency,
            @Nullable CounterId counter,
            @Nullable String expectedEnd) {}

    /** @param papers how many were not printed, one after the other, until {@code last} */
    private record Papers(int papers, String last) {}

    /** Who did it, and why. */
    private record By(@Nullable ActorId actor, @Nullable String reason) {}

    private final DayHistory history;
    private final HallTime time;

    Happenings(DayHistory history, HallTime time) {
        this.history = history;
        this.time = time;
    }

    /** Blocks for the disk. */
    byte[] bytes() {
        List<Happening> all = inLines(history.today(TYPES)).reversed();
        return JsonBytes.of(new Answer(all.stream().limit(MOST).map(this::row).toList()));
    }

    private static List<Happening> inLines(List<DayHistory.Past> past) {
        List<Happening> lines = new ArrayList<>();
        int failing = -1;
        for (DayHistory.Past one : past) {
            if (one.event() instanceof PaperEvent.PaperConfirmed) {
                failing = -1;
            } else if (one.event() instanceof PaperEvent.PaperFailed && failing >= 0) {
                Happening first = lines.get(failing);
                lines.set(failing, new Happening(first.event(), first.at(), one.at(), first.times() + 1));
            } else {
                failing = one.event() instanceof PaperEvent.PaperFailed ? lines.size() : failing;
                lines.add(new Happening(one.event(), one.at(), one.at(), 1));
            }
        }
        return lines;
    }

    /** {@code day-opened} out of {@code id.mpp.day.opened.v1}. */
    private static String kind(Event event) {
        String[] words = EventTypes.nameOf(event).split("\\.", -1);
        return words[2] + "-" + words[3];
    }

    private Row row(Happening one) {
        return switch (one.event()) {
            case DayEvent.DayOpened e -> ofHall(one, e.actor(), null);
            case DayEvent.DayResumed e -> ofHall(one, e.actor(), null);
            case DayEvent.DayRelabelled e -> ofHall(one, e.actor(), e.reason());
            case DayEvent.DayClosed e -> ofHall(one, e.actor(), null);
            case DayEvent.HoursOverridden e -> ofHall(one, e.actor(), e.reason());
            case DayEvent.HoursRestored e -> ofHall(one, e.actor(), null);
            case DayEvent.HallPaused e -> ofHall(one, e.actor(), e.reason());
            case DayEvent.HallResumed e -> ofHall(one, e.actor(), null);
            case DayEvent.DisruptionDeclared e -> ofAgency(one, e.agency(), e.expectedEnd(), e.actor(), e.reason());
            case DayEvent.DisruptionEnded e -> ofAgency(one, e.agency(), null, e.actor(), null);
            case CounterEvent.ClosureRequested e -> ofCounter(one, e.counter(), e.actor(), e.reason());
            case CounterEvent.ClosureApproved e -> ofCounter(one, e.counter(), e.actor(), null);
            case CounterEvent.ClosureDeclined e -> ofCounter(one, e.counter(), e.actor(), null);
            case PaperEvent.PaperFailed e -> ofPapers(one, e.reason());
            case KioskEvent e -> ofKiosk(one, e.node());
            default -> throw new IllegalStateException(one.event() + " is none of the types asked for");
        };
    }

    private Row ofHall(Happening one, ActorId actor, @Nullable String reason) {
        return row(one, null, new By(actor, reason));
    }

    private Row ofAgency(
            Happening one, AgencyId agency, @Nullable Instant end, ActorId actor, @Nullable String reason) {
        String expected = end == null ? null : time.json(end);
        return row(one, new Where(agency, null, expected), new By(actor, reason));
    }

    private Row ofCounter(Happening one, CounterId counter, ActorId actor, @Nullable String reason) {
        return row(one, new Where(null, counter, null), new By(actor, reason));
    }

    private Row ofPapers(Happening one, String reason) {
        Papers papers = new Papers(one.times(), time.json(one.last()));
        return new Row(kind(one.event()), time.json(one.at()), null, papers, new By(null, reason), null);
    }

    private Row ofKiosk(Happening one, NodeId node) {
        return new Row(kind(one.event()), time.json(one.at()), null, null, new By(null, null), node);
    }

    private Row row(Happening one, @Nullable Where where, By by) {
        return new Row(kind(one.event()), time.json(one.at()), where, null, by, null);
    }
}
