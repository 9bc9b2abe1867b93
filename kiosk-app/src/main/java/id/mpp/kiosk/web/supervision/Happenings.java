package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.PaperEvent;
import id.mpp.wire.EventTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the hall today beside its numbers, newest first: the day, its hours, pauses, disruptions, closures, doors, calls for
 * help, and papers that were not printed, those after one another in one line. Any thread.
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

    private final DayHistory history;
    private final HallTime time;

    Happenings(DayHistory history, HallTime time) {
        this.history = history;
        this.time = time;
    }

    /** Blocks for the disk. */
    byte[] bytes() {
        List<Happening> all = inLines(history.today(TYPES)).reversed();
        return JsonBytes.object(out -> {
            out.writeArrayFieldStart("happenings");
            for (Happening one : all.stream().limit(MOST).toList()) {
                out.writeStartObject();
                out.writeStringField("kind", kind(one.event()));
                out.writeStringField("at", time.json(one.at()));
                fields(out, one);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
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

    private void fields(JsonGenerator out, Happening one) throws IOException {
        switch (one.event()) {
            case DayEvent.DayOpened e -> by(out, e.actor(), null);
            case DayEvent.DayResumed e -> by(out, e.actor(), null);
            case DayEvent.DayRelabelled e -> by(out, e.actor(), e.reason());
            case DayEvent.DayClosed e -> by(out, e.actor(), null);
            case DayEvent.HoursOverridden e -> by(out, e.actor(), e.reason());
            case DayEvent.HoursRestored e -> by(out, e.actor(), null);
            case DayEvent.HallPaused e -> by(out, e.actor(), e.reason());
            case DayEvent.HallResumed e -> by(out, e.actor(), null);
            case DayEvent.DisruptionDeclared e -> {
                out.writeStringField("agency", e.agency().value());
                Instant end = e.expectedEnd();
                JsonBytes.optional(out, "expectedEnd", end == null ? null : time.json(end));
                by(out, e.actor(), e.reason());
            }
            case DayEvent.DisruptionEnded e -> {
                out.writeStringField("agency", e.agency().value());
                by(out, e.actor(), null);
            }
            case CounterEvent.ClosureRequested e -> {
                out.writeStringField("counter", e.counter().value());
                by(out, e.actor(), e.reason());
            }
            case CounterEvent.ClosureApproved e -> {
                out.writeStringField("counter", e.counter().value());
                by(out, e.actor(), null);
            }
            case CounterEvent.ClosureDeclined e -> {
                out.writeStringField("counter", e.counter().value());
                by(out, e.actor(), null);
            }
            case PaperEvent.PaperFailed e -> {
                out.writeNumberField("papers", one.times());
                out.writeStringField("last", time.json(one.last()));
                out.writeStringField("reason", e.reason());
            }
            case KioskEvent e -> out.writeStringField("node", e.node().value());
            default -> throw new IllegalStateException(one.event() + " is none of the types asked for");
        }
    }

    private static void by(JsonGenerator out, ActorId actor, @Nullable String reason) throws IOException {
        out.writeStringField("actor", actor.value());
        JsonBytes.optional(out, "reason", reason);
    }
}
