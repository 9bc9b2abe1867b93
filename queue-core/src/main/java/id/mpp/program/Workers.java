package id.mpp.program;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Makes all threads and timers of a program, and does its sleeping. Whoever asks for one names what follows where it
 * ends by a {@link Throwable}: the process ends ({@link #vital}), or that one alone begins again ({@link #renewed},
 * {@link #every}, {@link #lane}), which is counted and told. A fault after which nothing can be trusted
 * ({@link Fault#isFatal}) ends the process wherever it comes up. Usable from any thread.
 */
public interface Workers {
    /**
     * A thread whose duty nobody else has, and whose state others share: its end by a fault ends the process, and so
     * does a return that nobody asked for by {@link Worker#mayEnd}. To be started by the caller.
     */
    Worker vital(String name, Task task);

    /**
     * A thread whose state is its own: where its task throws, the task is run again from its beginning, after a pause
     * that grows from a quarter of a second to {@code longest}; it ends when the task returns. To be started by the
     * caller.
     */
    Worker renewed(String name, Duration longest, Task task);

    /** A thread for one short errand, started at once; where it throws, that is counted and told. */
    Worker errand(String name, Task task);

    /**
     * Runs a task at once and again a while after it has ended, until it is interrupted. A run that throws is counted
     * and told, and the next one comes all the same.
     */
    default Worker every(String name, Duration pause, Task task) {
        return every(name, Duration.ZERO, pause, task);
    }

    /** As {@link #every(String, Duration, Task)}, the first time after {@code first}. Started at once. */
    Worker every(String name, Duration first, Duration pause, Task task);

    /** A lane with a thread of its own, in which at most {@code waiting} jobs wait; more are refused. */
    Lane lane(String name, int waiting);

    /** A cheap thread for each job, so that one may wait; where it throws, that is counted and told. */
    Executor each(String name);

    /**
     * Does it on the caller's thread; where it throws, that is counted and told under this name, and the caller goes
     * on.
     */
    void contain(String name, Runnable job);

    /** Counts and tells a fault that its thread has survived, as {@link #contain} does. */
    void tell(String name, Throwable fault);

    /** Waits; the only way to. */
    void sleep(Duration time) throws InterruptedException;

    /** How often the tasks of this program threw, by the thread's name; without those that never did. */
    Map<String, Double> faults();
}
