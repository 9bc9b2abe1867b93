package id.mpp.queue;

import org.jspecify.annotations.Nullable;

/**
 * Why this ticket was called and not another, kept with every call so that "why was that number called before mine?"
 * has an answer.
 *
 * @param kind the rule that decided
 * @param score age in milliseconds of {@link HallTime} times class rate; 0 where the officer chose
 * @param runnerUp the ticket that would have been next, by its number; null where nobody else waited
 * @param runnerUpScore its score
 */
public record CallRule(Kind kind, long score, @Nullable TicketNumber runnerUp, long runnerUpScore) {
    /** In the order in which they are tried. */
    public enum Kind {
        /** It came back from another service to this counter. */
        RETURNED,
        /** It was transferred to the front. */
        FRONT,
        /** Priority goes first in this hall. */
        STRICT_PRIORITY,
        /** Highest score: age times class rate. */
        LONGEST_WEIGHTED_WAIT,
        /** The officer chose it by name. */
        CHOSEN
    }
}
