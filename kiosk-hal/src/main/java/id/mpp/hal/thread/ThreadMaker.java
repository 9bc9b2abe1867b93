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

        /** Waits until it has ended; false where it has not within that time. */
        boolean join(Duration patience) throws InterruptedException;

        boolean isAlive();
    }

    /**
     * Starts a daemon. Where its task throws, that is told as by {@link #fault}; whoever asked for it sees it ended and
     * begins anew.
     */
    Running start(String name, Task task);

    void sleep(Duration time) throws InterruptedException;

    /** A fault that a device has survived: to be counted and told. */
    void fault(String thread, Throwable fault);
}
