package id.mpp.bus;

import id.mpp.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Mosquitto of this machine ({@code apt install mosquitto}) on a port of its own, for tests. It listens on
 * 127.0.0.1, lets everybody in, answers at once ({@code set_tcp_nodelay}: without it a small message waits up to 40 ms)
 * and keeps its data in the given folder, so that a restart is the same broker. Ends with the JVM.
 */
public final class Mosquitto implements AutoCloseable {
    private static final long READY_MS = 60_000;
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto"));

    private final Path configuration;
    private final int port;
    private final List<Process> started = new ArrayList<>();

    /** Prepares a broker with its configuration in {@code folder}; {@link #start} starts it. */
    public Mosquitto(Path folder, String... settings) throws IOException {
        port = freePort();
        configuration = folder.resolve("mosquitto.conf");
        List<String> lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                "persistence true",
                "persistence_location " + folder + "/",
                "set_tcp_nodelay true",
                "user root",
                "log_dest none"));
        if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("allow_anonymous"))) {
            lines.add("allow_anonymous true");
        }
        lines.addAll(List.of(settings));
        Files.write(configuration, lines);
    }

    /** A broker with a configuration of another's making, which has a listener on {@code port}. */
    public Mosquitto(int port, Path configuration) {
        this.port = port;
        this.configuration = configuration;
    }

    /** A running broker. */
    public static Mosquitto started(Path folder, String... settings) throws IOException {
        Mosquitto mosquitto = new Mosquitto(folder, settings);
        mosquitto.start();
        return mosquitto;
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Starts it, or starts it again; returns when it listens. */
    public void start() throws IOException {
        Path program = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("this test needs a broker: apt install mosquitto"));
        Process process = new ProcessBuilder(program.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        started.add(process);
        awaitListening(process);
    }

    /** {@code kill -9}: what it has in memory is lost. */
    public void kill() throws InterruptedException {
        Process process = started.getLast();
        process.destroyForcibly();
        process.waitFor(READY_MS, TimeUnit.MILLISECONDS);
    }

    /** SIGSTOP: connections stay open and nobody answers. {@link #thaw} lets it go on. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGHUP: access rules and passwords are read anew. */
    public void reload() throws IOException, InterruptedException {
        signal("HUP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    /** A port that nobody listens on just now. */
    public static int freePort() throws IOException {
        return FreePort.find();
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = started.getLast().pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    private void awaitListening(Process process) throws IOException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MS);
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new IOException(
                        "mosquitto ended with " + process.exitValue() + "; try: mosquitto -c " + configuration);
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("mosquitto does not listen on port " + port);
    }
}
