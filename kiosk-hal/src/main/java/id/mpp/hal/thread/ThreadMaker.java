package id.mpp.hal.thread;

import java.time.Duration;

/** Makes the threads of devices, for the program that runs them. Usable from any thread. */
public interface ThreadMaker {
    /** What a thread does. An interrupt is the wish that it ends. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /** A thread that was started. */
    interface Running {
        void interrupt();

        /** Waits until the thread has ended. False where it has not ended within that time. */
        boolean join(Duration patience) throws InterruptedException;

        boolean isAlive();
    }

    /**
     * Starts a daemon. Where its task throws, that is reported as by {@link #reportFault}. Whoever asked for the thread
     * sees that it has ended, and begins anew.
     */
    Running start(String name, Task task);

    void sleep(Duration time) throws InterruptedException;

    /** Counts and reports a fault that a device has survived. */
    void reportFault(String thread, Throwable fault);
}
