package id.mpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import id.mpp.bus.Mosquitto;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A program that is started again whenever it ends, as systemd would, and whose threads can be killed through the debugger of its JVM. */
public final class SupervisedProgram {
    private static final int LAST_LINES = 60;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What the JVM makes at its start, to have it; the first is no fault of the whole machine, so that a thread may survive it. */
    private static final List<String> THROWABLES =
            List.of("java.lang.NullPointerException", "java.lang.ArithmeticException", "java.lang.OutOfMemoryError");

    private final String name;
    private final List<String> command;
    private final Path log;
    private final int port = Mosquitto.freePort();
    private final int debugPort = Mosquitto.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile Duration slowest = Duration.ZERO;
    private volatile @Nullable Process process;
    private volatile boolean closed;

    public SupervisedProgram(Path folder, String name, Class<?> main, String settings) throws IOException {
        this.name = name;
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
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + debugPort,
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

    /** What this machine, as busy as it is, needs for a start. */
    Duration slowestStart() {
        return slowest;
    }

    /** A thread none of whose kind was had yet; null where there is no more. */
    @Nullable
    String nextThread(Set<String> kinds) throws IOException {
        VirtualMachine vm = attach();
        try {
            return vm.allThreads().stream()
                    .filter(thread -> !thread.isVirtual())
                    .map(ThreadReference::name)
                    .filter(thread -> !thread.startsWith("JDWP") && !kinds.contains(kind(thread)))
                    .findFirst()
                    .orElse(null);
        } finally {
            vm.dispose();
        }
    }

    /** Threads that differ in a number alone do the same work. */
    static String kind(String thread) {
        return thread.replaceAll("[0-9a-f]{6,}|[0-9]+", "#");
    }

    /** Throws into this thread a Throwable that the JVM has at hand; false where it has ended meanwhile. */
    public boolean kill(String thread) throws IOException {
        VirtualMachine vm = attach();
        try {
            ObjectReference throwable = THROWABLES.stream()
                    .flatMap(type -> vm.classesByName(type).stream())
                    .flatMap(type -> type.instances(1).stream())
                    .findFirst()
                    .orElseThrow();
            for (ThreadReference one : vm.allThreads()) {
                if (one.name().equals(thread)) {
                    one.stop(throwable);
                    return true;
                }
            }
            return false;
        } catch (com.sun.jdi.InvalidTypeException e) {
            throw new IllegalStateException(e);
        } finally {
            try {
                vm.dispose();
            } catch (com.sun.jdi.VMDisconnectedException e) {
                // It has ended already, as it should.
                assert closed || process != null;
            }
        }
    }

    private VirtualMachine attach() throws IOException {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(debugPort));
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            try {
                return sockets.attach(arguments);
            } catch (IOException e) {
                // A Throwable may end the program a while after it was thrown: when its thread comes back from the
                // machine.
                if (System.nanoTime() > end) {
                    throw e;
                }
            } catch (com.sun.jdi.connect.IllegalConnectorArgumentsException e) {
                throw new IllegalStateException(e);
            }
            Awaitility.await(name).atMost(LONG).until(this::isReady);
        }
    }

    /** SIGSTOP: it neither works nor ends. */
    public void freeze() throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            new ProcessBuilder("kill", "-STOP", Long.toString(running.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** {@code kill -9}; it is started again. */
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

    /** Takes a number: the ticket, null where it was not answered with one. */
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
