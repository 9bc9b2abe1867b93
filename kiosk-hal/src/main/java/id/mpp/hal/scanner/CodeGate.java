package id.mpp.hal.scanner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Lets through what a person with a code can have meant, counts the rest. Outlives re-openings; usable from any thread.
 */
final class CodeGate implements CodeSink {

    /** Three times the longest code we make; addresses of other systems are shorter too. */
    static final int MAX_CODE = 512;

    /**
     * Scanners in continuous mode and cameras read a code again while it is held there; a person who means it waits.
     */
    static final long SAME_CODE_NANOS = 2_000_000_000L;

    /** Nobody scans ten different codes a second. */
    static final int CODES_A_SECOND = 10;

    /** Codes recognised as the same again; more than can come through while they are remembered. */
    static final int REMEMBERED = 64;

    /** Long enough for somebody to see it, short enough to be true. */
    static final long CONDITION_NANOS = 10_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    /** Takes a code on; false when it has no room. */
    private final Predicate<String> delivery;

    private final Map<String, Long> lastSeen = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Long> passed = new ArrayDeque<>();
    private long codes;
    private long repeated;
    private long tooLong;
    private long tooFast;
    private long garbled;
    private long missed;
    private long garbledNanos;
    private long floodNanos;

    CodeGate(LongSupplier nanoTime, Predicate<String> delivery) {
        this.nanoTime = nanoTime;
        this.delivery = delivery;
        this.garbledNanos = nanoTime.getAsLong() - CONDITION_NANOS;
        this.floodNanos = garbledNanos;
    }

    @Override
    public synchronized void code(String line) {
        if (line.length() > MAX_CODE) {
            tooLong();
        } else if (!line.isEmpty() && line.chars().allMatch(CodeGate::isPrintable)) {
            judge(line, nanoTime.getAsLong());
        } else if (!line.isEmpty()) {
            garbled();
        }
    }

    @Override
    public synchronized void tooLong() {
        tooLong++;
        garbledNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void garbled() {
        garbled++;
        garbledNanos = nanoTime.getAsLong();
    }

    synchronized ScanCounts counts() {
        return new ScanCounts(codes, repeated, tooLong, tooFast, garbled, missed);
    }

    /** What is wrong now, most urgent first. */
    synchronized List<String> conditions() {
        long now = nanoTime.getAsLong();
        List<String> conditions = new ArrayList<>();
        if (now - floodNanos < CONDITION_NANOS) {
            conditions.add("flood");
        }
        if (now - garbledNanos < CONDITION_NANOS) {
            conditions.add("garbled");
        }
        return conditions;
    }

    /** Printable ASCII: no control byte, whatever it would do elsewhere, ever gets through. */
    static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~';
    }

    private void judge(String line, long now) {
        lastSeen.values().removeIf(seen -> now - seen >= SAME_CODE_NANOS);
        if (lastSeen.containsKey(line)) {
            lastSeen.put(line, now);
            repeated++;
            return;
        }
        passed.removeIf(at -> now - at >= SECOND_NANOS);
        if (passed.size() >= CODES_A_SECOND) {
            tooFast++;
            floodNanos = now;
            return;
        }
        if (lastSeen.size() >= REMEMBERED) {
            lastSeen.remove(lastSeen.keySet().iterator().next());
        }
        lastSeen.put(line, now);
        passed.addLast(now);
        if (delivery.test(line)) {
            codes++;
        } else {
            missed++;
        }
    }
}
