package id.mpp.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Commands of the machine. */
final class Shell {
    private Shell() {}

    /**
     * Runs a command and answers its output. Throws an {@link IOException} with all of the output where the command
     * failed.
     */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status + ": " + said);
        }
        return said.strip();
    }

    /** Runs a command and ignores how it ends. */
    static void attempt(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    private static Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "DEBIAN_FRONTEND", "noninteractive"));
        return builder.start();
    }
}
