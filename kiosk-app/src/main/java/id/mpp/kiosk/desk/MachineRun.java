package id.mpp.kiosk.desk;

import id.mpp.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of the machine, from power to power, as the kiosk notes it for its own next start: a program that was started
 * again within it goes on with the same monotonic time, and knows as much of the clock as before. A machine that was
 * started anew is recognised by the distance between its two clocks: it differs at least by the time the run before
 * took.
 *
 * @param boot its name
 * @param baseNanos where its monotonic time is counted from
 * @param distanceMillis wall clock minus monotonic clock
 * @param confirmed whether its clock is known to be right
 */
record MachineRun(String boot, long baseNanos, long distanceMillis, boolean confirmed) {
    /** Shorter than any machine takes to start. */
    private static final long SAME_MILLIS = 2_000;

    private static final Pattern BOOT = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    boolean isThisOne(long nowDistanceMillis, long nowNanos) {
        return nowNanos >= baseNanos && Math.abs(nowDistanceMillis - distanceMillis) <= SAME_MILLIS;
    }

    /** Whether the note need not be written anew for this one. */
    boolean saysTheSame(@Nullable MachineRun noted) {
        return noted != null
                && noted.boot.equals(boot)
                && noted.confirmed == confirmed
                && Math.abs(noted.distanceMillis - distanceMillis) <= SAME_MILLIS / 2;
    }

    void write(Path file) throws IOException {
        String line = boot + " " + baseNanos + " " + distanceMillis + " " + confirmed + "\n";
        PrivateFile.replace(file, line.getBytes(StandardCharsets.UTF_8));
    }

    /** Null where there is no note, or none that can be read: then this is a new run. */
    static @Nullable MachineRun read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return words.length == 4 && BOOT.matcher(words[0]).matches()
                    ? new MachineRun(
                            words[0],
                            Long.parseLong(words[1]),
                            Long.parseLong(words[2]),
                            Boolean.parseBoolean(words[3]))
                    : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
