package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A start of the real kiosk that is expected to end by itself.
 *
 * @param status its exit status
 * @param lines what it said on standard error
 */
record BadStart(int status, List<String> lines) {
    /**
     * Starts it and waits for its end.
     *
     * @param folder for its configuration and its words
     */
    static BadStart of(Path folder, String toml) throws IOException, InterruptedException {
        Path config = folder.resolve("bad.toml");
        Files.writeString(config, toml);
        Path err = folder.resolve("stderr.txt");
        Process process = new ProcessBuilder(KioskProcess.command(config))
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it must end");
        } finally {
            process.destroyForcibly();
        }
        return new BadStart(process.exitValue(), Files.readAllLines(err, StandardCharsets.UTF_8));
    }
}
