package id.mpp.server.alarm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alarms: <em>open</em> until a person has <em>seen</em> them, <em>closed</em> by a person or when their cause
 * ends. For each kind and hall at most {@link #MOST_OF_A_KIND} are kept: the oldest closed ones go first, and where
 * none is closed, further ones are counted on one alarm, so that a flood of one kind from one hall never keeps another
 * alarm out. May be called from any thread.
 */
public interface Alarms {
    /** Of one kind in one hall: more than a person reads, and few enough that a flood does not fill the disk. */
    int MOST_OF_A_KIND = 50;

    /**
     * Opens an alarm; one that is open or seen counts once more, a closed one is open again. Never waits and never
     * fails: it is written within a second, and tried again while the store fails.
     */
    void raise(Trouble trouble);

    /** The cause has ended: closes the alarm, if there is one. Never waits and never fails, like {@link #raise}. */
    void clear(AlarmKind kind, String branch, String subject);

    /** A person has looked at it: whether there is such an alarm that is not closed. Waits for the disk. */
    boolean markSeen(long id, String actor);

    /** A person has dealt with it: whether there is such an alarm. Waits for the disk. */
    boolean close(long id, String actor);

    /** A page of at most {@link Filter#limit} alarms, the latest first. */
    List<Alarm> list(Filter filter);

    /**
     * Which alarms.
     *
     * @param states those in one of these
     * @param branch those of this hall and those nobody can attribute to a hall; null for all
     * @param offset how many to pass over
     */
    record Filter(List<AlarmState> states, @Nullable String branch, int offset, int limit) {
        public Filter {
            states = List.copyOf(states);
        }
    }

    /** Whether an alarm waits for somebody. */
    enum AlarmState {
        OPEN,
        SEEN,
        CLOSED
    }

    /**
     * An alarm as it is kept.
     *
     * @param kind the word of a kind; one of an older program may be none of {@link AlarmKind}
     * @param times how often it was raised
     * @param seenBy who looked at it; null for nobody
     * @param closedBy who closed it; null for nobody, and where its cause ended
     * @param further whether it counts those that found no room, and {@code detail} is the latest one's
     */
    record Alarm(
            long id,
            String kind,
            String branch,
            String node,
            String installation,
            long seq,
            String detail,
            AlarmState state,
            long firstAt,
            long lastAt,
            long times,
            @Nullable String seenBy,
            @Nullable String closedBy,
            boolean further) {}
}
