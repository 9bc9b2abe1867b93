package id.mpp.queue;

import java.util.List;

/**
 * How a journal that goes on with another one begins: {@link JournalBegun}, then copies of the parent's events of the days that are
 * still of use, in their order and with their times, then {@link JournalCarried}. The copies are ordinary events, so they need no
 * rules of their own; their envelopes name the parent's event.
 */
public sealed interface JournalEvent extends Event {
    /**
     * The first event of a journal that goes on with another one.
     *
     * @param parent the installation of that one
     * @param parentThrough its last event that could be read, 0 for none
     * @param parentHead the chain after that event, in hexadecimal
     * @param reason why it was not gone on with itself: {@code damaged}, {@code restored}, {@code branch} or {@code forked}
     * @param copies how many events are copied from it
     * @param past days before those that are copied, the latest ones, whose dates must not get the same numbers again
     */
    record JournalBegun(
            String parent, long parentThrough, String parentHead, String reason, long copies, List<PastDay> past)
            implements JournalEvent {
        /** What fits into one event beside everything else: an older date is not mistaken for today's. */
        public static final int MOST_PAST = 30;

        public JournalBegun {
            Checks.text("reason", reason);
            Checks.range("past days", past.size(), 0, MOST_PAST);
            past = List.copyOf(past);
        }
    }

    /**
     * Everything that could be copied has been.
     *
     * @param numbersAbove on the day that is opened next all numbers are above this one, because it may have been that day whose events
     *     cannot be read; 0 where this cannot be
     */
    record JournalCarried(int numbersAbove) implements JournalEvent {
        public JournalCarried {
            Checks.range("numbersAbove", numbersAbove, 0, TicketNumber.MAX_VALUE);
        }
    }
}
