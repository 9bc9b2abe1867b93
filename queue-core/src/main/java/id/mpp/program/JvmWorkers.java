package id.mpp.program;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the JVM. All of them are daemons: the program ends when {@code main} does. */
public final class JvmWorkers implements Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** A task that ran so long before it threw has worked: its next pause is the first again. */
    private static final Duration WORKED = Duration.ofMinutes(1);
    /** Different names in {@link #faults}; names with a number in them must not fill the memory. */
    private static final int NAMES_AT_MOST = 200;

    private final Ending ending;
    private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

    public JvmWorkers(Ending ending) {
        this.ending = ending;
    }

    /**
     * Has the end of a thread that no {@link Workers} made, a library's, end the process too: its duty is not known, so
     * nobody could say what is missing without it.
     */
    public void watchOtherThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> ending.end(thread.getName(), cause));
    }

    /** Runs this when the process is told to end, by a signal or by its own code. */
    public void atShutdown(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "shutdown"));
    }

    @Override
    public Worker vital(String name, Task task) {
        return new JvmWorker(name, worker -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!worker.mayEnd) {
                throw new IllegalStateException("its task returned, and nobody had asked it to");
            }
        });
    }

    @Override
    public Worker renewed(String name, Duration longest, Task task) {
        return new JvmWorker(name, worker -> {
            Duration pause = FIRST_PAUSE;
            while (true) {
                long begun = System.nanoTime();
                try {
                    task.run();
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (Throwable fault) {
                    tell(name, fault);
                }
                pause = System.nanoTime() - begun > WORKED.toNanos() ? FIRST_PAUSE : pause;
                if (!rested(worker, pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
            }
        });
    }

    @Override
    public Worker errand(String name, Task task) {
        Worker worker = new JvmWorker(name, self -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable fault) {
                tell(name, fault);
            }
        });
        worker.start();
        return worker;
    }

    @Override
    public Worker every(String name, Duration first, Duration pause, Task task) {
        Worker worker = new JvmWorker(name, self -> {
            boolean goOn = rested(self, first);
            while (goOn) {
                try {
                    task.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Throwable fault) {
                    tell(name, fault);
                }
                goOn = rested(self, pause);
            }
        });
        worker.start();
        return worker;
    }

    @Override
    public Lane lane(String name, int waiting) {
        return new JvmLane(name, waiting);
    }

    @Override
    public Executor each(String name) {
        return job -> Thread.ofVirtual().name(name).start(() -> {
            try {
                job.run();
            } catch (Throwable fault) {
                tell(name, fault);
            }
        });
    }

    @Override
    public void contain(String name, Runnable job) {
        try {
            job.run();
        } catch (Throwable fault) {
            tell(name, fault);
        }
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public Map<String, Double> faults() {
        Map<String, Double> counted = new TreeMap<>();
        faults.forEach((name, count) -> counted.put(name, (double) count.sum()));
        return counted;
    }

    /** Whether the worker is to go on after this pause; a fault thrown into the pause only ends the pause. */
    private boolean rested(JvmWorker worker, Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable fault) {
            tell(worker.name, fault);
        }
        if (!worker.mayEnd) {
            // An interrupt that nobody sent through us is none of ours to obey.
            boolean stray = Thread.interrupted();
            return stray || !worker.mayEnd;
        }
        return false;
    }

    @Override
    public void tell(String name, Throwable fault) {
        if (Fault.isFatal(fault)) {
            ending.end(name, fault);
            return;
        }
        String counted = faults.containsKey(name) || faults.size() < NAMES_AT_MOST ? name : "others";
        faults.computeIfAbsent(counted, key -> new LongAdder()).increment();
        LOG.error("a fault on the thread '" + name + "', which goes on: " + Fault.inOneLine(fault), fault);
    }

    /** What a thread does, with itself at hand. */
    private interface Life {
        void run(JvmWorker worker);
    }

    private final class JvmWorker implements Worker {
        private final String name;
        private final Thread thread;
        private volatile boolean mayEnd;

        JvmWorker(String name, Life life) {
            this.name = name;
            this.thread = Thread.ofPlatform()
                    .daemon()
                    .name(name)
                    .uncaughtExceptionHandler((ended, cause) -> died(cause))
                    .unstarted(() -> life.run(this));
        }

        private void died(Throwable cause) {
            if (mayEnd && !Fault.isFatal(cause)) {
                tell(name, cause);
            } else {
                ending.end(name, cause);
            }
        }

        @Override
        public void start() {
            thread.start();
        }

        @Override
        public void mayEnd() {
            mayEnd = true;
        }

        @Override
        public void interrupt() {
            mayEnd = true;
            thread.interrupt();
        }

        @Override
        public boolean join(Duration patience) throws InterruptedException {
            return thread.getState() == Thread.State.NEW || thread.join(patience);
        }

        @Override
        public boolean isAlive() {
            return thread.isAlive();
        }

        @Override
        public boolean isCurrent() {
            return Thread.currentThread() == thread;
        }
    }

    /** Its thread is made with its first job and stays. */
    private final class JvmLane implements Lane {
        private final String name;
        private final int most;
        private final Waiting<Runnable> jobs = new Waiting<>();
        private final Object state = new Object();
        private @Nullable Worker worker;
        private boolean closed;

        JvmLane(String name, int waiting) {
            this.name = name;
            this.most = waiting;
        }

        @Override
        public void execute(Runnable job) {
            synchronized (state) {
                if (closed || !jobs.offer(job, most)) {
                    throw new RejectedExecutionException(
                            name + (closed ? " is closed" : " has " + most + " jobs waiting already"));
                }
                if (worker == null) {
                    worker = renewed(name, Duration.ofSeconds(1), this::work);
                    worker.start();
                }
            }
        }

        private void work() throws InterruptedException {
            while (true) {
                Runnable job = jobs.take();
                if (job instanceof Last) {
                    return;
                }
                try {
                    job.run();
                } catch (Throwable fault) {
                    tell(name, fault);
                }
            }
        }

        @Override
        public boolean finish(Duration patience) throws InterruptedException {
            Worker ending;
            synchronized (state) {
                closed = true;
                ending = worker;
            }
            if (ending == null) {
                return true;
            }
            ending.mayEnd();
            jobs.offer(new Last(), Integer.MAX_VALUE);
            return ending.join(patience);
        }

        @Override
        public void close() {
            Worker ending;
            synchronized (state) {
                closed = true;
                ending = worker;
                jobs.clear();
            }
            if (ending != null) {
                ending.interrupt();
            }
        }
    }

    /** Behind it a lane ends. */
    private static final class Last implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a lane ends here");
        }
    }
}
