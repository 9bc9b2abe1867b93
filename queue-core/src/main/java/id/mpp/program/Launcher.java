package id.mpp.program;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From {@code main} to a running program and back: reads {@code --config FILE}, starts it, and closes it in order at
 * SIGTERM, at SIGINT, or when the process named by {@code --watch-parent PID} ends. What the operator has to correct is
 * one line on standard error and exit status 2; what may pass by itself, as a full disk, is one line and exit status 1.
 */
public final class Launcher {
    /** Orderly shutdown takes as long at most; then the process ends as it would after a crash. */
    static final Duration CLOSE = Duration.ofSeconds(10);

    private static final int EXIT_CONFIGURATION = 2;
    private static final int EXIT_FAULT = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    /** Makes and starts the program. */
    @FunctionalInterface
    public interface Program {
        AutoCloseable start(Configuration configuration, Workers workers) throws ConfigurationException;
    }

    /** What the command line asked for. */
    record Arguments(@Nullable Path config, @Nullable Long parent) {}

    private Launcher() {}

    /** Runs a program until it is told to end; returns only where it could not start, with the exit status. */
    public static int run(String[] args, Program program) {
        return run(args, System.getenv(), System.err, program);
    }

    static int run(String[] args, Map<String, String> environment, PrintStream err, Program program) {
        LogLines.install();
        JvmWorkers workers = new JvmWorkers(Ending.ofProcess());
        workers.watchOtherThreads();
        Watchdog watchdog = new Watchdog(environment, workers, Ending.ofProcess());
        Running running = new Running(workers, watchdog);
        try {
            Arguments arguments = parse(args);
            Configuration configuration = arguments.config() == null
                    ? Configuration.empty(environment)
                    : Configuration.read(arguments.config(), environment);
            // From here on a signal waits for the start and then closes in order.
            workers.atShutdown(running::close);
            AutoCloseable started = program.start(configuration, workers);
            running.started(started);
            if (started instanceof Watched watched) {
                watchdog.ready(watched);
            }
            awaitEnd(arguments.parent());
            running.close();
            return 0;
        } catch (ConfigurationException e) {
            err.println(String.valueOf(e.getMessage()).replaceAll("\\R", " "));
            running.failed();
            return e.mayPass() ? EXIT_FAULT : EXIT_CONFIGURATION;
        } catch (RuntimeException e) {
            LOG.error("cannot start", e);
            running.failed();
            return EXIT_FAULT;
        }
    }

    static Arguments parse(String[] args) throws ConfigurationException {
        Path config = null;
        Long parent = null;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String option = words.next();
            String value = words.hasNext() ? words.next() : "";
            switch (option) {
                case "--config" -> config = Path.of(value);
                case "--watch-parent" -> parent = pid(value);
                default ->
                    throw new ConfigurationException("option '" + option
                            + "' is not known; use --config FILE and, where needed, --watch-parent PID");
            }
        }
        return new Arguments(config, parent);
    }

    private static long pid(String text) throws ConfigurationException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ConfigurationException("--watch-parent is '" + text + "'; expected a process id");
        }
    }

    private static void awaitEnd(@Nullable Long parent) {
        CountDownLatch end = new CountDownLatch(1);
        if (parent != null) {
            watch(parent, end);
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch(long parent, CountDownLatch end) {
        Optional<ProcessHandle> handle = ProcessHandle.of(parent);
        if (handle.isEmpty()) {
            LOG.warn("the parent process " + parent + " is gone already; ending");
            end.countDown();
        } else {
            var _ = handle.get().onExit().thenRun(() -> {
                LOG.info("the parent process " + parent + " ended; ending too");
                end.countDown();
            });
        }
    }

    /** What has to be closed once, whoever asks first. */
    private static final class Running {
        private final Workers workers;
        private final Watchdog watchdog;
        private final CompletableFuture<AutoCloseable> program = new CompletableFuture<>();
        private final AtomicBoolean closing = new AtomicBoolean();

        Running(Workers workers, Watchdog watchdog) {
            this.workers = workers;
            this.watchdog = watchdog;
        }

        void started(AutoCloseable started) {
            program.complete(started);
        }

        void failed() {
            closing.set(true);
        }

        /**
         * Closes within {@link #CLOSE}; what hangs longer is left behind, as in a crash, which must lose nothing
         * either.
         */
        void close() {
            if (closing.getAndSet(true)) {
                return;
            }
            watchdog.close();
            Worker closer = workers.errand("close", () -> {
                try (AutoCloseable closed = program.get()) {
                    LOG.debug("closing " + closed);
                } catch (Exception e) {
                    LOG.warn("closing was not orderly", e);
                }
            });
            try {
                if (!closer.join(CLOSE)) {
                    LOG.warn("closing takes longer than " + CLOSE.toSeconds() + " s; giving up on it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
