package id.mpp.kiosk.desk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for the machine's clock, found in files that every program may read: that a time service has synchronised
 * it since the machine started, or a battery clock that tells the same. Asking the kernel ({@code adjtimex}) is denied
 * to a protected service. A plausible time proves nothing: fake-hwclock and systemd-timesyncd both restore last
 * evening's at boot.
 */
public final class ClockEvidence {
    /**
     * They are there once the clock was synchronised, in a folder that is empty after each start of the machine:
     * systemd-timesyncd's, and the one our drop-in for chrony-wait makes, because chrony tells it in no file.
     */
    private static final List<String> SYNCHRONISED =
            List.of("run/systemd/timesync/synchronized", "run/mpp/clock-synchronized");

    private static final String BATTERY_CLOCKS = "sys/class/rtc";
    /** No kiosk of this version ran before; a battery clock without power begins in 1970 or 2000. */
    private static final Instant FLOOR = Instant.parse("2026-01-01T00:00:00Z");
    /** A battery clock without power that another program once set tells a time long past. */
    private static final Duration LONGEST_PAUSE = HallClock.LONGEST_PAUSE;

    private final Path root;

    /** @param root where the files are looked for: {@code /} on a real machine */
    public ClockEvidence(Path root) {
        this.root = root;
    }

    /**
     * Whether something speaks for this time.
     *
     * @param lastKnown the last time that is certain; null for none
     */
    boolean speaksFor(Instant wall, @Nullable Instant lastKnown) {
        return SYNCHRONISED.stream().anyMatch(file -> Files.exists(root.resolve(file)))
                || batteryClockTells(wall, lastKnown);
    }

    private boolean batteryClockTells(Instant wall, @Nullable Instant lastKnown) {
        Path folder = root.resolve(BATTERY_CLOCKS);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> clocks = Files.newDirectoryStream(folder, "rtc*")) {
            for (Path clock : clocks) {
                Instant tells = read(clock.resolve("since_epoch"));
                if (tells != null && plausible(tells, lastKnown) && near(tells, wall)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static boolean plausible(Instant tells, @Nullable Instant lastKnown) {
        return tells.isAfter(FLOOR)
                && (lastKnown == null
                        || (!tells.isBefore(lastKnown.minus(HallClock.STEP))
                                && !tells.isAfter(lastKnown.plus(LONGEST_PAUSE))));
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(HallClock.STEP) <= 0;
    }

    private static @Nullable Instant read(Path file) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | RuntimeException e) {
            // No such clock, or one that cannot be read: it says nothing.
            return null;
        }
    }
}
