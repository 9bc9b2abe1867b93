package id.mpp.hal.thread;

import id.mpp.hal.thread.ThreadMaker.Running;
import id.mpp.hal.thread.ThreadMaker.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What devices ask for threads, timers and sleeps. Usable from any thread. */
public final class DeviceThreads {
    private static final Duration MOMENT = Duration.ofMillis(250);

    private static volatile ThreadMaker maker = new OfJvm();

    private DeviceThreads() {}

    /**
     * From now on threads are made by this: the program's own, which counts what goes wrong on them. To be called
     * before the first device.
     */
    public static void madeBy(ThreadMaker newMaker) {
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
     * Runs a task again and again, that long after each end, until it is interrupted; a run that throws is told, and
     * the next one comes.
     */
    public static Running every(String name, Duration pause, Task task) {
        ThreadMaker by = maker;
        return by.start(name, () -> {
            while (true) {
                by.sleep(pause);
                contain(by, name, task);
            }
        });
    }

    /** Starts a daemon whose task is run again, after a moment, where it throws. */
    public static Running always(String name, Task task) {
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
                    by.fault(name, fault);
                    by.sleep(MOMENT);
                }
            }
        });
    }

    /** Jobs that are done one after another, on a thread that is made with the first of them. */
    public static Line line(String name) {
        return new Line(maker, name);
    }

    private static void contain(ThreadMaker by, String name, Task task) throws InterruptedException {
        try {
            task.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable fault) {
            by.fault(name, fault);
        }
    }

    /**
     * See {@link #line}. A job that throws is told, and the next one is done all the same; a thread that was lost is
     * made again.
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

        /** Behind all others; after {@link #finish} nothing happens. */
        public synchronized void execute(Task job) {
            if (closed) {
                return;
            }
            jobs.offer(job, Integer.MAX_VALUE);
            if (worker == null || !worker.isAlive()) {
                worker = by.start(name, this::work);
            }
        }

        private void work() throws InterruptedException {
            while (true) {
                Task job = jobs.take();
                if (job instanceof Last) {
                    return;
                }
                contain(by, name, job);
            }
        }

        /** Takes no more jobs and waits until those that came are done; false where they are not within that time. */
        public boolean finish(Duration patience) throws InterruptedException {
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

    /** Behind it a line ends. */
    private static final class Last implements Task {
        @Override
        public void run() {
            throw new IllegalStateException("a line ends here");
        }
    }

    /** For a driver that runs without a program around it. */
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
                    fault(name, fault);
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
        public void fault(String thread, Throwable fault) {
            LOG.error("a fault on the thread '{}', which goes on", thread, fault);
        }
    }
}
