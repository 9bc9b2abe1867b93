package id.mpp.kiosk.desk;

import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kiosk's time: the wall clock with a word on whether it can be believed, and the monotonic clock of this run of
 * the machine.
 *
 * <p>The wall is believed once there is {@link ClockEvidence}, or a supervisor vouches for it, and then as long as it
 * goes as steadily as the monotonic clock. A step is truth where there is evidence after it, and ends the belief where
 * there is none. On a machine that is known to have the right time (no evidence is asked for) the wall is believed
 * where it is not before the last journalled event, not absurdly after it, and has not been stepped since it was last
 * believed. Thread-safe.
 */
public final class HallClock {
    /** Clocks of one hall differ by seconds; more is a step. */
    static final Duration STEP = Duration.ofMinutes(5);
    /** No hall pauses longer; beyond it a supervisor confirms the date. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(60);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(HallClock.class);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final @Nullable ClockEvidence evidence;
    private final String start = random();
    private volatile String boot = random();
    private volatile long baseNanos;
    private volatile Instant anchor;
    private volatile boolean believed;
    private volatile @Nullable Instant lastKnown;
    private @Nullable Path note;
    private @Nullable MachineRun noted;

    /** A clock that is known to be right at the start. */
    public HallClock(InstantSource wall, LongSupplier nanos) {
        this(wall, nanos, null);
    }

    /** @param evidence what must speak for the wall; null where it is known to be right at the start */
    public HallClock(InstantSource wall, LongSupplier nanos, @Nullable ClockEvidence evidence) {
        this.wall = wall;
        this.nanos = nanos;
        this.evidence = evidence;
        this.baseNanos = nanos.getAsLong();
        this.anchor = wall.instant();
        this.believed = evidence == null || evidence.speaksFor(anchor, null);
    }

    /** This run of the machine, as moments name it. */
    public String boot() {
        return boot;
    }

    /** This start of the program. */
    public String start() {
        return start;
    }

    /**
     * Goes on with the machine's run that an earlier start of the program noted there, and notes it from now on; once,
     * before the first moment is asked for.
     */
    public synchronized void noteIn(Path file) {
        note = file;
        MachineRun earlier = MachineRun.read(file);
        if (earlier != null && earlier.isThisOne(distanceMillis(), nanos.getAsLong())) {
            noted = earlier;
            boot = earlier.boot();
            baseNanos = earlier.baseNanos();
            believed |= earlier.confirmed();
            believeFromNow();
        }
        write();
    }

    /** Compares the wall with the last journalled time, once at start. */
    public void lastKnown(Instant journalled) {
        lastKnown = journalled;
        Instant now = wall.instant();
        if (evidence == null) {
            believed = !now.isBefore(journalled.minus(STEP)) && !now.isAfter(journalled.plus(LONGEST_PAUSE));
        } else if (noted == null || !noted.confirmed()) {
            believed = evidence.speaksFor(now, journalled);
        }
    }

    /** Looks whether something speaks for the wall; to be called every few seconds. Reads files. */
    public synchronized void look() {
        if (evidence != null && evidence.speaksFor(wall.instant(), lastKnown)) {
            believeFromNow();
            believed = true;
        } else if (evidence != null && !steady(wall.instant())) {
            believed = false;
        }
        write();
    }

    /**
     * A supervisor who confirms the date the wall shows vouches for the wall. Another date proves the wall wrong: it
     * stays untrusted, or the day just opened would be rolled to the wall's date.
     */
    public void confirmFrom(List<Event> events, ZoneId zone) {
        for (Event event : events) {
            LocalDate label = switch (event) {
                case DayEvent.DayOpened opened when opened.confirmed() -> opened.label();
                case DayEvent.DayRelabelled relabelled -> relabelled.label();
                default -> null;
            };
            if (label != null && label.equals(LocalDate.ofInstant(now().wall(), zone))) {
                confirmed();
            }
        }
    }

    /** A supervisor vouched for the wall as it is now. */
    public synchronized void confirmed() {
        believeFromNow();
        believed = true;
        write();
    }

    public Moment now() {
        Instant instant = wall.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Moment(instant, believed && steady(instant), boot, monotonicMillis());
    }

    private boolean steady(Instant instant) {
        return Duration.between(anchor.plusMillis(monotonicMillis()), instant)
                        .abs()
                        .compareTo(STEP)
                <= 0;
    }

    private void believeFromNow() {
        anchor = wall.instant().minusMillis(monotonicMillis());
    }

    private long monotonicMillis() {
        return (nanos.getAsLong() - baseNanos) / NANOS_PER_MILLI;
    }

    private long distanceMillis() {
        return wall.millis() - nanos.getAsLong() / NANOS_PER_MILLI;
    }

    private void write() {
        Path file = note;
        MachineRun run = new MachineRun(boot, baseNanos, distanceMillis(), believed && steady(wall.instant()));
        if (file == null || run.saysTheSame(noted)) {
            return;
        }
        noted = run;
        try {
            run.write(file);
        } catch (IOException e) {
            LOG.warn(
                    "what is known of the clock cannot be noted in " + file + " (" + e + "); the next start asks anew");
        }
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
