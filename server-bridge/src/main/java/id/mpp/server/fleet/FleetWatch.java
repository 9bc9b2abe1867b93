package id.mpp.server.fleet;

import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.server.fleet.HeardStore.Heard;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices which kiosks have fallen silent, which no message tells, and which exist twice. It also keeps when each kiosk
 * was last heard. It runs on a timer of its own.
 */
public final class FleetWatch implements AutoCloseable {
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
    /** The looks between two saves. A crash forgets what was heard in that time; a save is one small transaction. */
    private static final int LOOKS_A_SAVE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(FleetWatch.class);

    private final NodeStates states;
    private final Rivals rivals;
    private final HeardStore store;
    private final Runnable changed;
    private @Nullable Worker timer;
    private int looks;

    /** @param changed is called when a page has something new to show */
    public FleetWatch(NodeStates states, Rivals rivals, HeardStore store, Runnable changed) {
        this.states = states;
        this.rivals = rivals;
        this.store = store;
        this.changed = changed;
    }

    /** Reads what an earlier run of the server heard, then goes on by itself. Waits for the disk. */
    public void start(Workers workers) {
        states.remember(store.heard(NodeStates.NODES_AT_MOST));
        timer = workers.every("fleet", LOOK_INTERVAL, LOOK_INTERVAL, this::lookAround);
    }

    /** Keeps what was heard until now. */
    @Override
    public void close() {
        Worker running = timer;
        if (running != null) {
            running.interrupt();
        }
        saveHeard();
    }

    private void lookAround() {
        if (states.noticeChanges()) {
            changed.run();
        }
        rivals.judgeHalls();
        looks = (looks + 1) % LOOKS_A_SAVE;
        if (looks == 0) {
            saveHeard();
        }
    }

    private void saveHeard() {
        List<Heard> heard = states.unsaved();
        if (heard.isEmpty()) {
            return;
        }
        try {
            store.keep(heard, NodeStates.NODES_AT_MOST);
            states.markSaved(heard);
        } catch (RuntimeException e) {
            LOG.warn("when the kiosks were last heard is not written yet: {}", e.getMessage());
        }
    }
}
