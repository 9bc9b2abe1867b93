package id.mpp.hal.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's espeak-ng, one process for each text. The text goes through its standard input, so that no text can be taken
 * for an option. Usable from any thread.
 */
public final class EspeakNg implements SpeechEngine {

    /** A call takes 0.1 s on a PC and under a second on a Pi. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(6);

    /** The bytes of 45 s of speech. */
    private static final int OUTPUT_BYTES_AT_MOST = 2_000_000;

    /** Slower than the default of 175, because a hall echoes. */
    private static final String WORDS_PER_MINUTE = "150";

    private final String command;
    private final Duration timeLimit;

    public EspeakNg() {
        this("espeak-ng", TIME_LIMIT);
    }

    EspeakNg(String command, Duration timeLimit) {
        this.command = command;
        this.timeLimit = timeLimit;
    }

    @Override
    public byte[] speak(String text, String language) throws IOException, InterruptedException {
        Process process = start(language);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            // This ends a process that hangs, so that the reading below ends too.
            var _ = process.onExit()
                    .orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> process.destroyForcibly());
            byte[] wav = read(process);
            if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " failed or took over " + timeLimit.toMillis()
                        + " ms for the language \"" + language + "\"; try: echo satu | " + command + " -v " + language
                        + " --stdin");
            }
            return wav;
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String language) throws IOException {
        List<String> words =
                List.of(command, "-v", language, "-s", WORDS_PER_MINUTE, "-z", "-b", "1", "--stdin", "--stdout");
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot start " + command + ", so calls are not spoken; install it: apt-get install espeak-ng", e);
        }
    }

    private byte[] read(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            byte[] wav = out.readNBytes(OUTPUT_BYTES_AT_MOST + 1);
            if (wav.length > OUTPUT_BYTES_AT_MOST) {
                throw new IOException(command + " spoke for over 45 s; the text is too long");
            }
            return wav;
        }
    }
}
