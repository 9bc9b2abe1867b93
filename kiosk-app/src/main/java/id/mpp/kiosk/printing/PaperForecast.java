package id.mpp.kiosk.printing;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How much paper is left and until when it lasts. Pure. The length is counted from what was printed on this roll; the
 * printer's near-end sensor can only shorten it: a printer without that sensor always says "adequate", so nothing rests
 * on that.
 *
 * @param leftMm millimetres, at least 0
 * @param lasts empty while too little was printed today to tell
 */
public record PaperForecast(int leftMm, Optional<Duration> lasts) {

    /** What the near-end sensor leaves at most; they see the roll at 1 to 5 m, by how they are set. */
    static final int NEAR_END_MM = 5_000;

    /** A rate of a few minutes, or of one ticket, would forecast anything. */
    static final Duration SEEN_AT_LEAST = Duration.ofMinutes(30);

    static final int PRINTED_MM_AT_LEAST = 1_000;

    /** "Until about 14.30" is as exact as such a forecast is. */
    private static final long MINUTES_STEP = 15;

    /**
     * @param rollMm length of a new roll
     * @param usedMm printed since it was put in
     * @param nearEnd whether the printer says that the roll is nearly used up
     * @param todayMm printed today, on whatever roll
     * @param today time since the day's first print
     */
    static PaperForecast of(int rollMm, long usedMm, boolean nearEnd, long todayMm, Duration today) {
        long counted = Math.max(0, rollMm - usedMm);
        int left = Math.toIntExact(nearEnd ? Math.min(counted, NEAR_END_MM) : counted);
        if (todayMm < PRINTED_MM_AT_LEAST || today.compareTo(SEEN_AT_LEAST) < 0) {
            return new PaperForecast(left, Optional.empty());
        }
        return new PaperForecast(left, Optional.of(Duration.ofMillis(today.toMillis() * left / todayMm)));
    }

    /**
     * The time of day until which it lasts, rounded down to a quarter of an hour; empty where it is unknown or not
     * today.
     */
    public Optional<LocalTime> untilAbout(ZonedDateTime now) {
        return lasts.map(now::plus)
                .filter(end -> end.toLocalDate().equals(now.toLocalDate()))
                .map(end -> end.truncatedTo(ChronoUnit.HOURS)
                        .plusMinutes(end.getMinute() / MINUTES_STEP * MINUTES_STEP)
                        .toLocalTime());
    }
}
