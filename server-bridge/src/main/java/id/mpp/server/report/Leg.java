package id.mpp.server.report;

import id.mpp.queue.Moment;
import id.mpp.queue.WaitBand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /** The same leg on another day, or on the same day with a corrected date. */
    public Leg onDay(Day corrected) {
        return new Leg(
                ticket,
                leg,
                corrected,
                number,
                place,
                issuedAt,
                priority,
                state,
                counter,
                outcome,
                recalls,
                estimate,
                track,
                before == null ? null : before.onDay(corrected),
                byClose);
    }

    /** The leg after a transition that keeps it at its counter. */
    Leg afterTransition(LegState next, Track nextTrack) {
        return afterTransition(next, nextTrack, counter, outcome);
    }

    Leg afterTransition(LegState next, Track nextTrack, @Nullable String nextCounter, @Nullable String nextOutcome) {
        return new Leg(
                ticket,
                leg,
                day,
                number,
                place,
                issuedAt,
                priority,
                next,
                nextCounter,
                nextOutcome,
                recalls,
                estimate,
                nextTrack,
                withoutBefore(),
                false);
    }

    /** The leg after the close of its day ended it. Everything that it was before is kept. */
    Leg closedOut(LegState next, Track nextTrack, @Nullable String nextOutcome) {
        return new Leg(
                ticket,
                leg,
                day,
                number,
                place,
                issuedAt,
                priority,
                next,
                counter,
                nextOutcome,
                recalls,
                estimate,
                nextTrack,
                this,
                true);
    }

    /** The leg after its journal ended while it was open, and the journal that goes on does not know it. */
    public Leg moved(Moment at) {
        return afterTransition(LegState.MOVED, track.ended(at));
    }

    Leg recalled() {
        return new Leg(
                ticket,
                leg,
                day,
                number,
                place,
                issuedAt,
                priority,
                state,
                counter,
                outcome,
                recalls + 1,
                estimate,
                track,
                before,
                byClose);
    }

    /** The next leg of the same ticket, after this one was handed on. {@code this} is the leg before its end. */
    Leg nextLeg(Place nextPlace, Track nextTrack) {
        return new Leg(
                ticket,
                leg + 1,
                day,
                number,
                nextPlace,
                issuedAt,
                priority,
                LegState.WAITING,
                null,
                null,
                0,
                null,
                nextTrack,
                withoutBefore(),
                false);
    }

    Leg withoutBefore() {
        return before == null
                ? this
                : new Leg(
                        ticket, leg, day, number, place, issuedAt, priority, state, counter, outcome, recalls, estimate,
                        track, null, byClose);
    }
}
