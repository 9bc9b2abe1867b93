package id.mpp.badday;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A command of the machine that has to work. */
final class Command {
    private Command() {}

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (awaitEnd(process) != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip() + " (a bad day is played as root)");
        }
    }

    private static int awaitEnd(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + process.info(), e);
        }
    }
}
