package id.mpp.hal.thread;

import id.mpp.hal.thread.ThreadMaker.Running;
import id.mpp.hal.thread.ThreadMaker.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place where devices get threads, timers and sleeps. Usable from any thread. */
public final class DeviceThreads {
    private static final Duration RESTART_PAUSE = Duration.ofMillis(250);

    private static volatile ThreadMaker maker = new OfJvm();

    private DeviceThreads() {}

    /**
     * Makes all threads come from this maker from now on. It is the program's own, which counts what goes wrong on
     * them. To be called before the first device.
     */
    public static void useThreadMaker(ThreadMaker newMaker) {
        maker = newMaker;
    }

    /** Starts a daemon thread. */
    public static Running start(String name, Task task) {
        return maker.start(name, task);
    }

    public static void sleep(Duration time) throws InterruptedException {
        maker.sleep(time);
    }

    /**
     * Runs a task again and again until it is interrupted, with a pause after each run. A run that throws is reported,
     * and the next one follows.
     */
    public static Running startRepeating(String name, Duration pause, Task task) {
        ThreadMaker by = maker;
        return by.start(name, () -> {
            while (true) {
                by.sleep(pause);
                runContained(by, name, task);
            }
        });
    }

    /** Starts a daemon thread. Where its task throws, the task is run again after a moment. */
    public static Running startRenewed(String name, Task task) {
        ThreadMaker by = maker;
        return by.start(name, () -> {
            boolean again = true;
            while (again) {
                try {
                    task.run();
                    again = false;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable fault) {
                    by.reportFault(name, fault);
                    by.sleep(RESTART_PAUSE);
                }
            }
        });
    }

    /** A line of jobs that are done one after another, on a thread that is made with the first of them. */
    public static Line line(String name) {
        return new Line(maker, name);
    }

    private static void runContained(ThreadMaker by, String name, Task task) throws InterruptedException {
        try {
            task.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable fault) {
            by.reportFault(name, fault);
        }
    }

    /**
     * See {@link #line}. A job that throws is reported, and the next one is done all the same. A thread that was lost
     * is made again.
     */
    public static final class Line {
        private final ThreadMaker by;
        private final String name;
        private final Waiting<Task> jobs = new Waiting<>();
        private @Nullable Running worker;
        private boolean closed;

        private Line(ThreadMaker by, String name) {
            this.by = by;
            this.name = name;
        }

        /** Adds a job behind all others. After {@link #finishJobs} nothing happens. */
        public synchronized void execute(Task job) {
            if (closed) {
                return;
            }
            jobs.offer(job, Integer.MAX_VALUE);
            if (worker == null || !worker.isAlive()) {
                worker = by.start(name, this::workThroughJobs);
            }
        }

        private void workThroughJobs() throws InterruptedException {
            while (true) {
                Task job = jobs.take();
                if (job instanceof Last) {
                    return;
                }
                runContained(by, name, job);
            }
        }

        /** Takes no more jobs and waits until those that came are done. False where that takes longer. */
        public boolean finishJobs(Duration patience) throws InterruptedException {
            Running ending;
            synchronized (this) {
                closed = true;
                ending = worker;
            }
            jobs.offer(new Last(), Integer.MAX_VALUE);
            return ending == null || ending.join(patience);
        }

        /** Takes no more jobs and drops those that wait. */
        public synchronized void close() {
            closed = true;
            jobs.drain();
            jobs.offer(new Last(), Integer.MAX_VALUE);
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    /** The job with which a line ends. */
    private static final class Last implements Task {
        @Override
        public void run() {
            throw new IllegalStateException("a line ends here");
        }
    }

    /** Makes plain threads, for a driver that runs without a program around it. */
    private static final class OfJvm implements ThreadMaker {
        private static final Logger LOG = LoggerFactory.getLogger(DeviceThreads.class);

        @Override
        public Running start(String name, Task task) {
            Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> {
                try {
                    task.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Throwable fault) {
                    reportFault(name, fault);
                }
            });
            return new Running() {
                @Override
                public void interrupt() {
                    thread.interrupt();
                }

                @Override
                public boolean join(Duration patience) throws InterruptedException {
                    return thread.join(patience);
                }

                @Override
                public boolean isAlive() {
                    return thread.isAlive();
                }
            };
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }

        @Override
        public void reportFault(String thread, Throwable fault) {
            LOG.error("a fault on the thread '{}', which goes on", thread, fault);
        }
    }
}
