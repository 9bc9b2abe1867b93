package id.mpp.server.report;

import id.mpp.queue.Moment;
import id.mpp.queue.WaitBand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One ticket at one service, from its arrival there to its end. A ticket that is transferred twice has three legs.
 * Figures per service, agency and counter are made from legs, so that a transfer never counts against the wrong
 * counter.
 *
 * @param ticket the secret of its holder; never shown outside authorised routes
 * @param leg 1 for the service for which the number was taken
 * @param day the business day to which it belongs
 * @param issuedAt when the number was taken
 * @param priority whether priority was declared; nobody here knows the reason
 * @param counter the counter of the latest call
 * @param outcome what the officer or the day's end said of it
 * @param recalls repeated announcements
 * @param estimate the wait that was told with the number; null for none, and for every later leg
 * @param before the leg as it was before its latest transition, for an undo; its own {@code before} is null, except
 *     where {@code byClose}
 * @param byClose whether the close of its day ended it, which a resumed day takes back
 */
public record Leg(
        String ticket,
        int leg,
        Day day,
        String number,
        Place place,
        Instant issuedAt,
        boolean priority,
        LegState state,
        @Nullable String counter,
        @Nullable String outcome,
        int recalls,
        @Nullable WaitBand estimate,
        Track track,
        @Nullable Leg before,
        boolean byClose) {

    /**
     * The business day to which a leg belongs.
     *
     * @param ordinal counts the days of the installation; 0 where the opening of the day is unknown
     * @param label the date by which the day is known
     */
    public record Day(String branch, String installation, int ordinal, LocalDate label, boolean simulated) {
        /** Another day of the same hall. */
        public Day otherDay(int otherOrdinal, LocalDate otherLabel) {
            return new Day(branch, installation, otherOrdinal, otherLabel, simulated);
        }

        /** The same day under its corrected date. */
        public Day relabelled(LocalDate corrected) {
            return new Day(branch, installation, ordinal, corrected, simulated);
        }
    }

    /** Where a leg waits. */
    public record Place(String service, String agency, String zone) {}

    /** Seconds from arrival to the first call. Null before the call, and where the clocks do not tell. */
    public @Nullable Long waitSeconds() {
        return track.waited().map(Duration::toSeconds).orElse(null);
    }

    /** Seconds at the counter. Null before the end, and where the clocks do not tell. */
    public @Nullable Long serviceSeconds() {
        return track.served().map(Duration::toSeconds).orElse(null);
    }

    /** The first leg of a ticket, which waits from its arrival. */
    static Leg arrived(
            String ticket,
            Day day,
            String number,
            Place place,
            Instant issuedAt,
            boolean priority,
            @Nullable WaitBand estimate,
            Track track) {
        Draft first = new Draft(ticket, day, number, place, issuedAt, priority, track);
        first.estimate = estimate;
        return first.leg();
    }

    /** The same leg on another day, or on the same day with a corrected date. */
    public Leg onDay(Day corrected) {
        return with(draft -> {
            draft.day = corrected;
            draft.before = before == null ? null : before.onDay(corrected);
        });
    }

    /** The leg after a transition that keeps it at its counter. */
    Leg afterTransition(LegState next, Track nextTrack) {
        return afterTransition(next, nextTrack, counter, outcome);
    }

    Leg afterTransition(LegState next, Track nextTrack, @Nullable String nextCounter, @Nullable String nextOutcome) {
        return with(draft -> {
            draft.state = next;
            draft.track = nextTrack;
            draft.counter = nextCounter;
            draft.outcome = nextOutcome;
            draft.before = withoutBefore();
            draft.byClose = false;
        });
    }

    /** The leg after the close of its day ended it. Everything that it was before is kept. */
    Leg closedOut(LegState next, Track nextTrack, @Nullable String nextOutcome) {
        return with(draft -> {
            draft.state = next;
            draft.track = nextTrack;
            draft.outcome = nextOutcome;
            draft.before = this;
            draft.byClose = true;
        });
    }

    /** The leg after its journal ended while it was open, and the journal that goes on does not know it. */
    public Leg moved(Moment at) {
        return afterTransition(LegState.MOVED, track.ended(at));
    }

    Leg recalled() {
        return with(draft -> draft.recalls++);
    }

    /** The next leg of the same ticket, after this one was handed on. {@code this} is the leg before its end. */
    Leg nextLeg(Place nextPlace, Track nextTrack) {
        Draft next = new Draft(ticket, day, number, nextPlace, issuedAt, priority, nextTrack);
        next.leg = leg + 1;
        next.before = withoutBefore();
        return next.leg();
    }

    Leg withoutBefore() {
        return before == null ? this : with(draft -> draft.before = null);
    }

    private Leg with(Consumer<Draft> change) {
        Draft draft = new Draft(ticket, day, number, place, issuedAt, priority, track);
        draft.leg = leg;
        draft.state = state;
        draft.counter = counter;
        draft.outcome = outcome;
        draft.recalls = recalls;
        draft.estimate = estimate;
        draft.before = before;
        draft.byClose = byClose;
        change.accept(draft);
        return draft.leg();
    }

    /** A leg in the making: a first one that waits, until it is told otherwise. */
    private static final class Draft {
        private final String ticket;
        private final String number;
        private final Place place;
        private final Instant issuedAt;
        private final boolean priority;
        private int leg = 1;
        private Day day;
        private LegState state = LegState.WAITING;
        private @Nullable String counter;
        private @Nullable String outcome;
        private int recalls;
        private @Nullable WaitBand estimate;
        private Track track;
        private @Nullable Leg before;
        private boolean byClose;

        Draft(String ticket, Day day, String number, Place place, Instant issuedAt, boolean priority, Track track) {
            this.ticket = ticket;
            this.day = day;
            this.number = number;
            this.place = place;
            this.issuedAt = issuedAt;
            this.priority = priority;
            this.track = track;
        }

        Leg leg() {
            return new Leg(
                    ticket, leg, day, number, place, issuedAt, priority, state, counter, outcome, recalls, estimate,
                    track, before, byClose);
        }
    }
}
