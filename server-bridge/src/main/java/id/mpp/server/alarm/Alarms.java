package id.mpp.server.alarm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alarms. An alarm is <em>open</em> until a person has <em>seen</em> it, and <em>closed</em> by a person or when
 * its cause ends. At most {@link #MOST_OF_A_KIND} are kept for each kind and hall. The oldest closed ones go first.
 * Where none is closed, further ones are counted on one alarm, so that a flood of one kind from one hall never keeps
 * another alarm out. May be called from any thread.
 */
public interface Alarms {
    /**
     * The most alarms of one kind in one hall: more than a person reads, and few enough that a flood does not fill the
     * disk.
     */
    int MOST_OF_A_KIND = 50;

    /**
     * Opens an alarm. One that is open or seen is counted once more, and a closed one is open again. Never waits and
     * never fails: it is written within a second, and tried again while the store fails.
     */
    void raise(Trouble trouble);

    /**
     * Closes the alarm, if there is one, because its cause has ended. Never waits and never fails, like {@link #raise}.
     */
    void clear(AlarmKind kind, String branch, String subject);

    /**
     * Notes that a person has looked at an alarm. False where there is no such alarm that is not closed. Waits for the
     * disk.
     */
    boolean markSeen(long id, String actor);

    /** Closes an alarm with which a person has dealt. False where there is no such alarm. Waits for the disk. */
    boolean close(long id, String actor);

    /** A page of at most {@link Filter#limit} alarms, the latest first. */
    List<Alarm> list(Filter filter);

    /**
     * Which alarms to list.
     *
     * @param states alarms in one of these states
     * @param branch alarms of this hall and those that nobody can attribute to a hall; null for all
     * @param offset how many to skip
     */
    record Filter(List<AlarmState> states, @Nullable String branch, int offset, int limit) {
        public Filter {
            states = List.copyOf(states);
        }
    }

    /** Whether somebody still has to look at an alarm. */
    enum AlarmState {
        OPEN,
        SEEN,
        CLOSED
    }

    /**
     * An alarm as it is kept.
     *
     * @param kind the word of a kind; one of an older program may be none of {@link AlarmKind}
     * @param further whether it counts those that found no room; then {@code detail} is that of the latest one
     */
    record Alarm(
            long id,
            String kind,
            Source source,
            String detail,
            AlarmState state,
            Raised raised,
            Persons persons,
            boolean further) {}

    /** What it is about. */
    record Source(String branch, String node, String installation, long seq) {}

    /**
     * When it was raised, in milliseconds since 1970.
     *
     * @param times how often
     */
    record Raised(long firstAt, long lastAt, long times) {}

    /**
     * @param seenBy who looked at it; null for nobody
     * @param closedBy who closed it; null for nobody, and where its cause ended
     */
    record Persons(@Nullable String seenBy, @Nullable String closedBy) {}
}
