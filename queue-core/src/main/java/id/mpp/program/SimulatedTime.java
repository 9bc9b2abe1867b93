package id.mpp.program;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The clock of a simulated day, the same in every program that is given the same plan: it goes at its own speed from
 * {@code begin} to {@code end}, and at the speed of the world before and after, so that programs have time to start and
 * people time to look around. It never steps while a program runs. Network timers, sessions and pauses of drivers stay
 * real. Thread-safe.
 */
public final class SimulatedTime implements InstantSource {
    /** Faster, the answers of a small machine take minutes of the day. */
    public static final int MAX_SPEED = 2_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Plan plan;
    private final long sinceBegin;
    private final long startNanos = System.nanoTime();

    /**
     * @param begin when the day begins to go fast, in simulated time
     * @param end when it goes at the world's speed again, in simulated time
     * @param realBegin the world's time at {@code begin}
     * @param speed simulated seconds in one of the world's, 1 to {@link #MAX_SPEED}
     */
    public record Plan(Instant begin, Instant end, Instant realBegin, int speed) {
        public Plan {
            if (!begin.isBefore(end) || Duration.between(begin, end).toHours() > 24) {
                throw new IllegalArgumentException(
                        "a simulated day ends within 24 h after it begins: " + begin + " to " + end);
            }
            if (speed < 1 || speed > MAX_SPEED) {
                throw new IllegalArgumentException("speed is " + speed + "; expected 1 to " + MAX_SPEED);
            }
        }
    }

    public SimulatedTime(Plan plan, InstantSource world) {
        this.plan = plan;
        this.sinceBegin = Duration.between(plan.realBegin(), world.instant()).toNanos();
    }

    /**
     * The clock that the keys {@code simulation.*} of a configuration describe; absent where the time is the world's.
     */
    public static Optional<SimulatedTime> read(Configuration config) throws ConfigurationException {
        int speed = config.number("simulation.speed", 0, 0, MAX_SPEED);
        Optional<Instant> begin = instant(config, "simulation.begin");
        Optional<Instant> end = instant(config, "simulation.end");
        Optional<Instant> realBegin = instant(config, "simulation.realBegin");
        if (speed == 0) {
            return Optional.empty();
        }
        if (begin.isEmpty() || end.isEmpty() || realBegin.isEmpty()) {
            throw config.wrong(
                    "simulation.speed",
                    Integer.toString(speed),
                    "simulation.begin, simulation.end and simulation.realBegin beside it");
        }
        try {
            return Optional.of(new SimulatedTime(
                    new Plan(begin.get(), end.get(), realBegin.get(), speed), InstantSource.system()));
        } catch (IllegalArgumentException e) {
            throw config.wrong("simulation.end", end.get().toString(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Instant> instant(Configuration config, String key) throws ConfigurationException {
        Optional<String> text = config.optionalText(key);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw config.wrong(key, text.orElse(""), "a time such as 2026-11-20T07:00:00+07:00");
        }
    }

    public int speed() {
        return plan.speed();
    }

    /** When the day begins to go fast. */
    public Instant begin() {
        return plan.begin();
    }

    @Override
    public Instant instant() {
        return plan.begin().plusNanos(simulated(realNanos()));
    }

    /** A monotonic clock of the same speed, with a beginning of its own, as {@link System#nanoTime()}. */
    public long nanoTime() {
        return simulated(realNanos());
    }

    /** Sleeps until this simulated time; returns at once where it has passed. */
    public void sleepUntil(Instant time, Workers workers) throws InterruptedException {
        long target = real(Duration.between(plan.begin(), time).toNanos());
        for (long left = target - realNanos(); left > 0; left = target - realNanos()) {
            workers.sleep(Duration.ofMillis(Math.max(1, left / NANOS_PER_MILLI)));
        }
    }

    /** Sleeps for a simulated time. */
    public void sleep(Duration duration, Workers workers) throws InterruptedException {
        sleepUntil(instant().plus(duration), workers);
    }

    private long realNanos() {
        return sinceBegin + System.nanoTime() - startNanos;
    }

    private long span() {
        return Duration.between(plan.begin(), plan.end()).toNanos();
    }

    private long simulated(long real) {
        long fast = span() / plan.speed();
        return real <= 0 ? real : real < fast ? real * plan.speed() : span() + real - fast;
    }

    private long real(long simulated) {
        long fast = span() / plan.speed();
        return simulated <= 0 ? simulated : simulated < span() ? simulated / plan.speed() : fast + simulated - span();
    }
}
