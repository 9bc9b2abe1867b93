package id.mpp.program;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows where a thread without which the program is half dead ends by a fault. */
@FunctionalInterface
public interface Ending {
    /** Exit status of a program that ended itself: systemd and {@code ./run} start it again. */
    int STATUS = 70;

    void end(String thread, Throwable cause);

    /**
     * Ends the process, with one line that names the thread and the cause. Nothing is closed in order, because no code
     * can be trusted to run on what is left; a process that was killed loses nothing that was answered, and this is no
     * worse. It waits for nobody: where even the log hangs, the process ends two seconds later.
     */
    static Ending ofProcess() {
        return ProcessEnd::end;
    }

    /** Tells it and does nothing else: for a command, whose process ends soon anyway, and for tests. */
    static Ending told() {
        return (thread, cause) -> ProcessEnd.LOG.error(ProcessEnd.sentence(thread, cause), cause);
    }

    /** How a process ends itself. */
    final class ProcessEnd {
        private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
        /** A log that takes longer is a full pipe or a hanging disk. */
        private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

        private ProcessEnd() {}

        static String sentence(String thread, Throwable cause) {
            return "the thread '" + thread + "' ended by a fault: " + Fault.inOneLine(cause);
        }

        static void end(String thread, Throwable cause) {
            try {
                Thread.ofPlatform().daemon().name("last-line").start(ProcessEnd::haltSoon);
                LOG.error(sentence(thread, cause) + "; the program ends, to be started again");
            } finally {
                Runtime.getRuntime().halt(STATUS);
            }
        }

        private static void haltSoon() {
            try {
                Thread.sleep(LOG_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }
}
