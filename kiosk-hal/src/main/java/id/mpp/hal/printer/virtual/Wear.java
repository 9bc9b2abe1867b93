package id.mpp.hal.printer.virtual;

import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How reliable a virtual printer is. */
public enum Wear {
    /** Nothing ever happens. */
    IDEAL(0, 0),
    /** Sometimes slow, near the end of the roll, or late with an answer. Every ticket comes out. */
    WORN(4_000, 1_500),
    /** Any fault after any byte. */
    HOSTILE(1_500, 800);

    private static final int LASTS_MS_AT_LEAST = 20;

    private final int bytesAtMost;
    private final int millisAtMost;

    Wear(int bytesAtMost, int millisAtMost) {
        this.bytesAtMost = bytesAtMost;
        this.millisAtMost = millisAtMost;
    }

    /**
     * One thing that goes wrong.
     *
     * @param afterBytes the bytes that are still taken well before it
     * @param lasts the time until it is repaired
     */
    record Step(int afterBytes, VirtualFault fault, Duration lasts) {}

    private List<VirtualFault> faults() {
        return switch (this) {
            case IDEAL -> List.of();
            case WORN -> List.of(VirtualFault.SLOW, VirtualFault.NEAR_END, VirtualFault.LATE_ANSWERS);
            case HOSTILE -> List.of(VirtualFault.values());
        };
    }

    /** What goes wrong, one thing after the other without end. The same seed gives the same steps. */
    Stream<Step> steps(long seed) {
        List<VirtualFault> faults = faults();
        if (faults.isEmpty()) {
            return Stream.empty();
        }
        Random random = new Random(seed);
        return Stream.generate(() -> new Step(
                random.nextInt(bytesAtMost),
                faults.get(random.nextInt(faults.size())),
                Duration.ofMillis(random.nextInt(LASTS_MS_AT_LEAST, millisAtMost))));
    }

    /**
     * Applies this wear to a printer, on a thread of its own that ends with the printer. Only one wear at a time. A
     * fault that somebody else sets with {@link VirtualPrinter#causeAfter} takes the place of the next one.
     *
     * @return ends the wear and mends what it has broken
     */
    public Runnable applyTo(VirtualPrinter printer, long seed) {
        Running dice = DeviceThreads.start("printer-wear " + name(), () -> {
            for (Step step : (Iterable<Step>) steps(seed)::iterator) {
                if (!carryOut(step, printer)) {
                    return;
                }
            }
        });
        return dice::interrupt;
    }

    /** @return false where the printer was closed meanwhile */
    private static boolean carryOut(Step step, VirtualPrinter printer) throws InterruptedException {
        printer.causeAfter(step.afterBytes, step.fault);
        try {
            if (!printer.awaitFailure()) {
                return false;
            }
            DeviceThreads.sleep(step.lasts);
            return true;
        } catch (InterruptedException e) {
            printer.withdrawFailure();
            throw e;
        } finally {
            printer.repair(step.fault);
        }
    }
}
