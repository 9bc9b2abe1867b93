package id.mpp.hal.voice;

import id.mpp.hal.thread.DeviceThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays with ALSA's {@code aplay}, one process for each sound. */
final class AplaySpeaker implements SpeakerIo {

    /** The most characters of its complaint that are kept. */
    private static final int COMPLAINT_AT_MOST = 300;

    private final String command;
    private final String device;

    /** @param device ALSA's name ({@code default}, {@code plughw:1}) */
    AplaySpeaker(String command, String device) {
        this.command = command;
        this.device = device;
    }

    @Override
    public String name() {
        return "aplay:device=" + device;
    }

    @Override
    public void play(byte[] wav) throws IOException, InterruptedException {
        Process process = start();
        try {
            // The pipe holds a second of sound, so feeding it takes nearly as long as playing, and no interrupt would
            // end that.
            CompletableFuture<Boolean> fed = new CompletableFuture<>();
            DeviceThreads.start("speaker-feed " + device, () -> {
                try {
                    fed.complete(feed(process, wav));
                } finally {
                    fed.complete(false);
                }
            });
            int code = process.waitFor();
            String complaint =
                    new String(process.getErrorStream().readNBytes(COMPLAINT_AT_MOST), StandardCharsets.UTF_8).strip();
            if (code != 0 || !fed.join()) {
                throw new IOException(command + " could not play on the device \"" + device + "\" (status " + code
                        + (complaint.isEmpty() ? "" : ": " + complaint)
                        + "); see the devices that are there: aplay -L");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        try {
            return new ProcessBuilder(List.of(command, "-q", "-D", device, "-"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException("cannot start " + command + "; install it: apt-get install alsa-utils", e);
        }
    }

    /**
     * Feeds the sound to the program. False when the program ended before it had all of it: its complaint tells more
     * than the broken pipe.
     */
    private static boolean feed(Process process, byte[] wav) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(wav);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
