package id.mpp.kiosk.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of ours as a process of its own, from its line {@code … ready on http://127.0.0.1:PORT/} to its orderly
 * end.
 */
public final class ReadyProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(" ready on http://127\\.0\\.0\\.1:(\\d+)/");
    private static final int STOP_SECONDS = 90;

    private final Process process;
    private final int port;

    /** Returns when it is ready. */
    public ReadyProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        port = readyPort();
    }

    /** The command line that runs a class with this program's class path, as {@code ./run} runs the kiosk. */
    public static List<String> java(String... mainAndArguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xms32m",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.awt.headless=true",
                                "-cp",
                                System.getProperty("java.class.path")),
                        Stream.of(mainAndArguments))
                .toList();
    }

    private int readyPort() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> out.lines().forEach(later -> {}));
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new IOException("the program did not start: " + lines);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
