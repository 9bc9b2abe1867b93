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
 * Lets through the codes that a person can have meant, and counts the rest. It outlives re-openings of the device.
 * Usable from any thread.
 */
final class CodeGate implements CodeSink {

    /** Three times the length of our longest code. Addresses of other systems are shorter, too. */
    static final int CODE_CHARACTERS_AT_MOST = 512;

    /**
     * How long a code that is read again counts as the same scan. Scanners in continuous mode and cameras read a code
     * again and again while it is held there. A person who means a second scan waits longer.
     */
    static final long SAME_CODE_NANOS = 2_000_000_000L;

    /** The most codes a second. Nobody scans ten different codes in a second. */
    static final int CODES_A_SECOND = 10;

    /**
     * The codes that are remembered to recognise them when they come again. No more can come through in the time for
     * which they are remembered.
     */
    static final int CODES_REMEMBERED = 64;

    /** How long a condition lasts: long enough for somebody to see it, and short enough to be true. */
    static final long CONDITION_NANOS = 10_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    /** Passes a code on. False when there is no room for it. */
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
    public synchronized void acceptCode(String line) {
        if (line.length() > CODE_CHARACTERS_AT_MOST) {
            countTooLong();
        } else if (!line.isEmpty() && line.chars().allMatch(CodeGate::isPrintable)) {
            judge(line, nanoTime.getAsLong());
        } else if (!line.isEmpty()) {
            countGarbled();
        }
    }

    @Override
    public synchronized void countTooLong() {
        tooLong++;
        garbledNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized void countGarbled() {
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

    /** Whether a character is printable ASCII. No control byte ever gets through, whatever it would do elsewhere. */
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
        if (lastSeen.size() >= CODES_REMEMBERED) {
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
