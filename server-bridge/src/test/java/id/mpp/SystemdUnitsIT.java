package id.mpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units in {@code systemd/}, as systemd itself judges them. */
class SystemdUnitsIT {
    private static final Path UNITS = Path.of("").toAbsolutePath().getParent().resolve("systemd");
    /** The program that the units start. On this machine the JDK of the tests takes its place. */
    private static final String JAVA = "/usr/bin/java";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mpp-kiosk.service", "mpp-server.service"})
    void aUnitHasNothingThatSystemdWouldIgnore(String unit) throws Exception {
        String text = unit(unit);
        Files.writeString(folder.resolve(unit), text);
        assertEquals("", said("verify", "--man=no", folder.resolve(unit).toString()));

        Files.writeString(folder.resolve(unit), text.replace("ProtectSystem=", "ProtectSistem="));
        assertNotEquals("", said("verify", "--man=no", folder.resolve(unit).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpp-kiosk.service", "mpp-server.service"})
    void aUnitLeavesLittleToAnIntruder(String unit) throws Exception {
        Path file = Files.writeString(folder.resolve(unit), unit(unit));
        String said = said("security", "--offline=true", "--no-pager", file.toString());
        double exposure = Double.parseDouble(said.replaceAll("(?s).*Overall exposure level for \\S+: (\\S+).*", "$1"));
        assertTrue(exposure <= 1.2, said);
    }

    private static String unit(String name) throws IOException {
        String text = Files.readString(UNITS.resolve(name));
        String start = "ExecStart=" + JAVA + " ";
        assertTrue(text.contains(start), name + " starts " + JAVA);
        return text.replace(start, "ExecStart=" + Path.of(System.getProperty("java.home"), "bin", "java") + " ");
    }

    private static String said(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "systemd-analyze";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
