package id.mpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import id.mpp.bus.Mosquitto;
import id.mpp.testing.CLibrary;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A program that is started again whenever it ends, as systemd would, and whose threads can be killed. */
public final class SupervisedProgram {
    private static final int LAST_LINES = 60;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is thrown, in turn. None of these ends a JVM under {@code ExitOnOutOfMemoryError} by itself. */
    private static final List<String> THROWN = List.of("java/lang/IllegalStateException", "java/lang/LinkageError");

    /** What the agent answers; see {@code thread-killer.c}. */
    private static final int DONE = 0;

    private static final int NO_SUCH_THREAD = 2;

    private final String name;
    private final List<String> command;
    private final Path folder;
    private final Path log;
    private final Path killer;
    private final int port = Mosquitto.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile Duration slowest = Duration.ZERO;
    private volatile @Nullable Process process;
    private volatile boolean closed;
    private int kills;

    public SupervisedProgram(Path folder, String name, Class<?> main, String settings)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.name = name;
        this.killer = CLibrary.compile("thread-killer", Files.createDirectories(folder.resolve(name + "-agent")));
        this.log = folder.resolve(name + ".log");
        Path config = folder.resolve(name + ".toml");
        Files.writeString(
                config,
                "credentials = \"" + folder.resolve("credentials.json") + "\"\ndata.folder = \"" + folder.resolve(name)
                        + "\"\nhttp.port = " + port + "\n" + settings);
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--config",
                config.toString(),
                "--watch-parent",
                Long.toString(ProcessHandle.current().pid()));
    }

    /** Returns when it is ready for the first time. */
    public void start() {
        Thread.ofPlatform().daemon().name("supervisor of " + name).start(this::supervise);
        Awaitility.await(name).atMost(LONG).until(this::isReady);
    }

    private void supervise() {
        try {
            while (!closed) {
                long begun = System.nanoTime();
                Process running = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                process = running;
                starts.incrementAndGet();
                while (running.isAlive() && !isReady()) {
                    Thread.sleep(100);
                }
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                running.waitFor();
                Thread.sleep(RESTART);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return name;
    }

    /** The end of its log. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return name + " after " + starts + " starts:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    int starts() {
        return starts.get();
    }

    /** The longest time that this machine, as busy as it is, needed for a start. */
    Duration slowestStart() {
        return slowest;
    }

    /** A thread of a kind that was not chosen before; null where there is none left. */
    @Nullable
    String nextThread(Set<String> kinds) throws IOException, InterruptedException {
        Path names = folder.resolve(name + ".threads");
        tell("names " + names);
        return Files.readAllLines(names).stream()
                .filter(thread -> !kinds.contains(kind(thread)))
                .findFirst()
                .orElse(null);
    }

    /** Threads that differ in a number alone do the same work. */
    static String kind(String thread) {
        return thread.replaceAll("[0-9a-f]{6,}|[0-9]+", "#");
    }

    /** Throws an exception or an error, in turn, into this thread. False where the thread has ended in the meantime. */
    public boolean kill(String thread) throws IOException, InterruptedException {
        String thrown = THROWN.get(kills++ % THROWN.size());
        return tell("kill " + thrown + " " + thread) == DONE;
    }

    /**
     * Tells the running JVM what to do, through an agent that does it at once and is gone. The answer is {@link #DONE}
     * where it did.
     */
    private int tell(String order) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            Awaitility.await(name).atMost(LONG).until(this::isReady);
            try {
                VirtualMachine jvm = VirtualMachine.attach(
                        Long.toString(Objects.requireNonNull(process).pid()));
                try {
                    jvm.loadAgentPath(killer.toString(), order);
                    return DONE;
                } finally {
                    jvm.detach();
                }
            } catch (AgentInitializationException e) {
                if (e.returnValue() == NO_SUCH_THREAD) {
                    return NO_SUCH_THREAD;
                }
                throw new IllegalStateException(order + " is answered with " + e.returnValue(), e);
            } catch (IOException | AttachNotSupportedException e) {
                // What was thrown before may end the program only now, when its thread returns from the kernel.
                if (System.nanoTime() > end) {
                    throw new IOException(lastWords(), e);
                }
            } catch (AgentLoadException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Sends SIGSTOP: the program neither works nor ends. */
    public void freeze() throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            new ProcessBuilder("kill", "-STOP", Long.toString(running.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Kills the program with {@code kill -9}. It is started again. */
    public void killProcess() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    public int port() {
        return port;
    }

    public boolean isReady() throws InterruptedException {
        try {
            return send(request("/health/ready").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes a number. Answers the ticket; null where there was no ticket in the answer. */
    @Nullable
    JsonNode press() throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = send(request("/api/v1/tickets")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString("{\"service\":\"kk\"}")));
            return answer.statusCode() == 201 ? Json.mapper().readTree(answer.body()) : null;
        } catch (IOException e) {
            return null;
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(send(request(path).GET()).body());
    }

    public @Nullable JsonNode tryGet(String path) throws InterruptedException {
        try {
            return get(path);
        } catch (IOException e) {
            return null;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    }

    public void close() throws InterruptedException {
        closed = true;
        Process last = process;
        if (last != null) {
            last.destroyForcibly().waitFor();
        }
        http.shutdownNow();
    }
}
