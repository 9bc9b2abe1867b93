package id.mpp.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a journal that goes on with another one begins: {@link JournalBegun}, then copies of the parent's events of the
 * days that are still of use, in their order and with their times, then {@link JournalCarried}. The copies are ordinary
 * events, so they need no rules of their own; their envelopes name the parent's event.
 */
public sealed interface JournalEvent extends Event {
    /**
     * The first event of a journal that goes on with another one.
     *
     * @param parent the installation of that one
     * @param parentThrough its last event that could be read, 0 for none
     * @param parentHead the chain after that event, in hexadecimal
     * @param reason why it was not gone on with itself: {@code damaged}, {@code restored}, {@code branch} or
     *     {@code forked}
     * @param copies how many events are copied from it
     * @param ancestors the journals before the parent, the latest first; null for none. A server that never heard of
     *     the parent knows by them whose events these are
     * @param past days before those that are copied, the latest ones, whose dates must not get the same numbers again
     */
    record JournalBegun(
            String parent,
            long parentThrough,
            String parentHead,
            String reason,
            long copies,
            @Nullable List<String> ancestors,
            List<PastDay> past)
            implements JournalEvent {
        /** Older ones are of days that no copy is of. */
        public static final int MOST_ANCESTORS = 20;

        /** What fits into one event beside everything else: an older date is not mistaken for today's. */
        public static final int MOST_PAST = 30;

        public JournalBegun {
            Checks.text("reason", reason);
            Checks.range("past days", past.size(), 0, MOST_PAST);
            past = List.copyOf(past);
            if (ancestors != null) {
                Checks.range("ancestors", ancestors.size(), 1, MOST_ANCESTORS);
                ancestors.forEach(one -> Checks.token("an ancestor", one));
                ancestors = List.copyOf(ancestors);
            }
        }
    }

    /**
     * Everything that could be copied has been.
     *
     * @param numbersAbove on the day that is opened next all numbers are above this one, because it may have been that
     *     day whose events cannot be read; 0 where this cannot be
     */
    record JournalCarried(int numbersAbove) implements JournalEvent {
        public JournalCarried {
            Checks.range("numbersAbove", numbersAbove, 0, TicketNumber.MAX_VALUE);
        }
    }
}
