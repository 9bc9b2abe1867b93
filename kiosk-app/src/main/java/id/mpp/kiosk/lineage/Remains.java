package id.mpp.kiosk.lineage;

import id.mpp.kiosk.desk.Journal;
import id.mpp.wire.EventEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can still be read of a journal, however much of it is damaged. */
public interface Remains {
    /**
     * An event that was journalled as it is here.
     *
     * @param chain the journal's chain after it
     */
    record Row(EventEnvelope envelope, byte[] chain) {}

    /** Whose events they are; empty where none can be read. */
    String installation();

    /** The earliest event that is worth asking for. */
    long first();

    /** The last event that can be read; 0 for none. */
    long last();

    /** One event; null where it is not there, cannot be read, or is not what was journalled. */
    @Nullable
    Row row(long seq);

    /**
     * The type that an event says it is of, without a look at the rest of it; empty where it is not there or does not
     * say.
     */
    String type(long seq);

    /** About how many events stood behind the last one that can be read; 0 where nothing speaks for any. */
    long lostBehind();

    /** Kept answers that are what was answered, the oldest first; of day 0 where an older program noted no day. */
    List<Journal.Answer> answers();
}
