package id.mpp.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How busy the machine is with other things, so that a test that measures time can hold its limit against its own share
 * of the processors: on an idle machine the limit is what it is.
 */
public final class Busyness {
    private static final long WORK_NANOS = 300_000_000;

    private Busyness() {}

    /**
     * Works for three tenths of a second; answers how many times longer that took than the processor needed: at least
     * 1.
     */
    public static double factor() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        long worked = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - worked < WORK_NANOS) {
            Thread.onSpinWait();
        }
        return Math.max(1, (double) (System.nanoTime() - began) / WORK_NANOS);
    }
}
