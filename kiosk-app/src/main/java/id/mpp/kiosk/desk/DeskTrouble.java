package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Journal.Fault;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the desk's journal, and what is told of it. Changed on the desk's thread, and by the desk's watch
 * where a disk hangs; read on any.
 */
final class DeskTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(DeskTrouble.class);

    private final LimitedMode limited = new LimitedMode(System::nanoTime);
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable String sentence;
    /** Why the journal cannot be used; null where it can, or where its disk hangs. The desk's thread alone. */
    private @Nullable Fault fault;
    /** Failed commits since the last one that went through. The desk's thread alone. */
    private int failuresInRow;

    /** Null where nothing is wrong. */
    @Nullable
    String sentence() {
        return sentence;
    }

    /** The reason for the desk's thread, as long as it lasts; null where there is none. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /** The reason as it is told: from the first refusal until a while after the last one; null where there is none. */
    @Nullable
    Fault toldFault() {
        return limited.why();
    }

    /** Since the start. */
    long failures() {
        return failures.get();
    }

    int failuresInRow() {
        return failuresInRow;
    }

    void countFailedCommit() {
        failures.incrementAndGet();
        failuresInRow++;
    }

    void countFailedSnapshot() {
        failures.incrementAndGet();
    }

    /** Says it in the log, once for as long as it stays the same. */
    void begin(String what, Fault why, @Nullable Exception cause) {
        say(what, cause);
        fault = why;
    }

    /** The same where no fault of the journal is known, as while its disk hangs. */
    void begin(String what) {
        say(what, null);
    }

    private void say(String what, @Nullable Exception cause) {
        if (!what.equals(sentence)) {
            LOG.error(what, cause);
        }
        sentence = what;
    }

    /** A commit went through. */
    void endByCommit() {
        failuresInRow = 0;
        end();
    }

    /** The journal can be used. */
    void end() {
        sentence = null;
        fault = null;
        limited.written();
    }

    /** Somebody was refused for this, or the journal could not be opened. */
    void refuse(Fault why) {
        limited.refused(why);
    }

    /** The journal could be opened after somebody had been refused. */
    void reopened() {
        limited.written();
    }
}
