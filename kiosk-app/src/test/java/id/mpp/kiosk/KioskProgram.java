package id.mpp.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.testing.FreePort;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The real kiosk in a process of its own: the sample hall, open at any hour, with virtual devices and no broker, on a
 * free port and in a folder that is deleted with it. Whenever the test runs, it is {@link MondayMorning} in the hall.
 * Ends with the process that started it.
 */
public final class KioskProgram implements AutoCloseable {
    private static final long START_SECONDS = 240;
    private static final long STOP_SECONDS = 90;

    private final Path folder;
    private final Process process;
    private final URI baseUrl;

    private KioskProgram(Path folder, Process process, URI baseUrl) {
        this.folder = folder;
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Starts it; when this returns pages are served. */
    public static KioskProgram start() {
        return start("");
    }

    /** @param settings further tables of its configuration */
    public static KioskProgram start(String settings) {
        try {
            Path folder = Files.createTempDirectory("kiosk-program");
            int port = FreePort.find();
            Path config = Files.writeString(folder.resolve("kiosk.toml"), """
                hours = "open"
                clock = "trusted"
                scanner.address = "virtual"
                pins = "virtual"
                codes.samples = '%s'
                %s
                [http]
                port = %d
                [data]
                folder = '%s'
                [printer]
                address = "virtual"
                [display]
                loket-01 = "max7219:spi=0,cs=0"
                [buttons]
                callAssist = "gpio:pin=17,active=low"
                serviceDoor = "gpio:pin=23"
                [lights]
                green = "gpio:pin=5"
                yellow = "gpio:pin=6"
                red = "gpio:pin=13"
                %s
                """.formatted(
                            folder.resolve("samples"), MondayMorning.toml(), port, folder.resolve("data"), settings));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "id.mpp.kiosk.KioskMain",
                            "--config",
                            config.toString(),
                            "--watch-parent",
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .start();
            KioskProgram program = new KioskProgram(folder, process, URI.create("http://127.0.0.1:" + port));
            program.awaitReady();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException("the kiosk program cannot be started", e);
        }
    }

    /** Where it answers, without a slash at the end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Its data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** The first password of an account, out of {@code credentials.json}. */
    public String password(String username) {
        try {
            Path file = folder.resolve("data").resolve("credentials.json");
            for (JsonNode account : Json.mapper().readTree(file.toFile()).path("kiosk")) {
                if (account.path("username").asText().equals(username)) {
                    return account.path("password").asText();
                }
            }
            throw new IllegalArgumentException("no account " + username + " in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("the kiosk program did not end within " + STOP_SECONDS + " s");
            }
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what the program prints, to its end, so that it never waits for a reader. */
    private void awaitReady() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("kiosk-output").start(() -> {
            StringBuilder printed = new StringBuilder();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.contains("kiosk ready on")) {
                        ready.complete(null);
                    } else if (!ready.isDone()) {
                        printed.append(line).append('\n');
                    } else if (line.contains("WARN") || line.contains("ERROR") || line.contains("SEVERE")) {
                        System.err.println(line);
                    }
                }
                ready.completeExceptionally(new IllegalStateException("the kiosk program ended: " + printed));
            } catch (IOException e) {
                ready.completeExceptionally(e);
            }
        });
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("the kiosk program did not become ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while the kiosk program started", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the kiosk program's folder " + folder + " cannot be deleted", e);
        }
    }
}
