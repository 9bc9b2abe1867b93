package id.mpp.program;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a running program again and again whether it makes progress, and tells systemd. Where a duty stands still for
 * too long the process ends, to be started again; where the process itself stands still, systemd, which then hears
 * nothing, ends it ({@code WatchdogSec}).
 */
public final class Watchdog implements AutoCloseable {
    /** Between two rounds. Five of them fit into the {@code WatchdogSec} of the units. */
    private static final Duration PERIOD = Duration.ofSeconds(3);
    /**
     * Rounds in which a duty may stand still. Rounds and not seconds, because a process that was frozen, or a machine
     * that slept, is to be asked again before it is judged.
     */
    private static final int ROUNDS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final NotifySocket systemd;
    private final Ending ending;
    private final Workers workers;
    private @Nullable Worker worker;
    private int stood;

    public Watchdog(Map<String, String> environment, Workers workers, Ending ending) {
        this.systemd = new NotifySocket(environment);
        this.workers = workers;
        this.ending = ending;
    }

    /** The program serves: systemd hears so, and from now on it is watched. */
    public void ready(Watched program) {
        systemd.send("READY=1\nSTATUS=serving\nWATCHDOG=1");
        Map<String, Watched.Duty> duties = program.duties();
        worker = workers.every("watchdog", PERIOD, () -> look(duties));
    }

    void look(Map<String, Watched.Duty> duties) throws InterruptedException {
        StringJoiner trouble = new StringJoiner("; ");
        for (Map.Entry<String, Watched.Duty> duty : duties.entrySet()) {
            String wrong = duty.getValue().trouble();
            if (wrong != null) {
                trouble.add(wrong);
            }
        }
        if (trouble.length() == 0) {
            if (stood > 0) {
                LOG.warn("all goes on again");
                systemd.send("STATUS=serving");
            }
            stood = 0;
            systemd.send("WATCHDOG=1");
            return;
        }
        stood++;
        LOG.warn(trouble.toString());
        systemd.send("STATUS=" + trouble);
        if (stood >= ROUNDS) {
            ending.end("watchdog", new IllegalStateException(trouble.toString()));
        }
    }

    /** The program ends: systemd hears so, and nothing is watched any more. */
    @Override
    public void close() {
        if (worker != null) {
            worker.interrupt();
        }
        systemd.send("STOPPING=1\nSTATUS=ending");
    }
}
