package id.mpp.queue;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to the business day and to the conditions under which numbers are issued. */
public sealed interface DayEvent extends Event {
    /**
     * @param ordinal counts the business days of this installation from 1
     * @param label the date the day is known by; may be corrected, decides nothing
     * @param confirmed whether a supervisor vouched for the date because the clock could not be trusted
     * @param goesOn true where the hall was at work already under the date before: its counters stay as they are, and
     *     the tickets that were {@link TicketEvent.TicketCarriedOver carried over} keep number and place; null else
     */
    record DayOpened(
            int ordinal,
            LocalDate label,
            boolean confirmed,
            @Nullable Boolean goesOn,
            ActorId actor) implements DayEvent {
        public DayOpened(int ordinal, LocalDate label, boolean confirmed, ActorId actor) {
            this(ordinal, label, confirmed, null, actor);
        }
    }

    /**
     * The day that was closed last was closed by mistake and goes on, with its numbers: whom its close ended is again
     * what they were, and its counters, disruptions and conditions are as before the close.
     */
    record DayResumed(int ordinal, LocalDate label, ActorId actor) implements DayEvent {}

    /**
     * The label of that day was wrong, or a guess, and is now right; numbering goes on. It may be a day that is over.
     */
    record DayRelabelled(int ordinal, LocalDate label, String reason, ActorId actor) implements DayEvent {
        public DayRelabelled {
            Checks.text("reason", reason);
        }
    }

    /**
     * Every ticket of the day has its end; the counts add up to {@code issued}. All counters are closed with it, and
     * disruptions, the hall's pause and set-aside hours end.
     */
    record DayClosed(
            int ordinal,
            LocalDate label,
            int issued,
            int finished,
            int noShows,
            int cancelled,
            int expired,
            ActorId actor)
            implements DayEvent {}

    /** From now on {@code node} alone issues {@code first} to {@code last} of {@code prefix}. */
    record NumbersGranted(String prefix, NodeId node, int first, int last) implements DayEvent {
        public NumbersGranted {
            TicketNumber.checkPrefix(prefix);
            Checks.range("first", first, 1, TicketNumber.MAX_VALUE);
            Checks.range("last", last, first, TicketNumber.MAX_VALUE);
        }
    }

    /**
     * The numbers of {@code prefix} go on above {@code through}, because those up to it may have been issued where this
     * journal does not tell. What was issued stays valid.
     */
    record NumbersSkipped(String prefix, int through, String reason, ActorId actor) implements DayEvent {
        public NumbersSkipped {
            TicketNumber.checkPrefix(prefix);
            Checks.range("through", through, 1, TicketNumber.MAX_VALUE);
            Checks.text("reason", reason);
        }
    }

    /** Holidays and calendars are set aside for the day, with somebody's name to it. */
    record HoursOverridden(String reason, ActorId actor) implements DayEvent {
        public HoursOverridden {
            Checks.text("reason", reason);
        }
    }

    /** Holidays and calendars count again. */
    record HoursRestored(ActorId actor) implements DayEvent {}

    /** The whole hall stands still, as in an evacuation: no number is issued and nobody is called. */
    record HallPaused(String reason, ActorId actor) implements DayEvent {
        public HallPaused {
            Checks.text("reason", reason);
        }
    }

    /** The hall goes on. */
    record HallResumed(ActorId actor) implements DayEvent {}

    /** An agency's own system is down: no new numbers for it, issued ones stay valid. */
    record DisruptionDeclared(
            AgencyId agency, String reason, @Nullable Instant expectedEnd, ActorId actor) implements DayEvent {
        public DisruptionDeclared {
            Checks.text("reason", reason);
        }
    }

    /** The agency's system works again. */
    record DisruptionEnded(AgencyId agency, ActorId actor) implements DayEvent {}
}
