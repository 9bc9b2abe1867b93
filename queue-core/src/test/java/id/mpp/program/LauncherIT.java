package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts real processes: exit status, signals and the watched parent cannot be tried otherwise. */
@Timeout(600)
class LauncherIT {
    @TempDir
    private Path folder;

    /** The program under test: says that it runs, and writes a file when it is closed. */
    public static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            System.exit(Launcher.run(args, (configuration, workers) -> {
                Path closed = configuration.path("probe.closed", Path.of("closed"));
                if (configuration.flag("probe.fault", false)) {
                    throw new IllegalStateException("a bug");
                }
                boolean broken = configuration.flag("probe.broken", false);
                configuration.refuseUnknown();
                System.out.println("running");
                if (broken) {
                    workers.vital("duty", () -> {
                                throw new LinkageError("a class is missing");
                            })
                            .start();
                }
                return () -> Files.writeString(closed, "closed");
            }));
        }
    }

    @Test
    void aTermSignalClosesTheProgramInOrder() throws Exception {
        Process process = start();
        awaitRunning(process);
        process.destroy();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS));
        assertEquals("closed", Files.readString(folder.resolve("closed")));
    }

    @Test
    void theEndOfAVitalThreadEndsTheProcessWithOneLine() throws Exception {
        Path config = Files.writeString(folder.resolve("kiosk.toml"), "[probe]\nbroken = true\n");
        Process process = start("--config", config.toString());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(Ending.STATUS, process.exitValue());
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(
                said.contains("the thread 'duty' ended by a fault: java.lang.LinkageError: a class is missing"), said);
    }

    @Test
    void theEndOfTheWatchedParentClosesTheProgram() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        Process process = start("--watch-parent", Long.toString(parent.pid()));
        awaitRunning(process);
        assertTrue(process.isAlive());
        parent.destroyForcibly();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("closed", Files.readString(folder.resolve("closed")));
    }

    @Test
    void whatTheOperatorHasToCorrectIsOneLineAndStatusTwo() throws Exception {
        Path config = folder.resolve("kiosk.toml");
        Files.writeString(config, "[probe]\ncolour = 'red'\n");
        for (String[] args : new String[][] {
            {"--config", config.toString()}, {"--config", "/no/such.toml"}, {"--colour"}, {"--watch-parent", "x"}
        }) {
            Process process = start(args);
            assertTrue(process.waitFor(90, TimeUnit.SECONDS));
            String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(2, process.exitValue(), told);
            assertEquals(1, told.lines().count(), told);
            assertFalse(told.contains("Exception"), told);
        }
    }

    @Test
    void aBugAtStartIsStatusOneAndLogged() throws Exception {
        Path config = folder.resolve("kiosk.toml");
        Files.writeString(config, "[probe]\nfault = true\n");
        Process process = start("--config", config.toString());
        assertTrue(process.waitFor(90, TimeUnit.SECONDS));
        String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.exitValue(), told);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains("a bug"), told);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MPP_PROBE_CLOSED", folder.resolve("closed").toString());
        return builder.start();
    }

    private static void awaitRunning(Process process) throws IOException {
        assertEquals("running", process.inputReader().readLine());
    }
}
