package id.mpp.kiosk.cabinet;

import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults that come and go by seeded dice, one at a time, on a thread of their own. */
final class FaultDice {
    private static final Logger LOG = LoggerFactory.getLogger(FaultDice.class);
    private static final int LASTS_MS_AT_LEAST = 300;
    private static final int LASTS_MS_AT_MOST = 3_000;

    private FaultDice() {}

    static Runnable begin(VirtualUnit unit, String level, long seed) {
        boolean worn = level.equals("worn");
        List<String> faults = worn ? unit.gentle() : List.copyOf(unit.faults().keySet());
        int pauseMs = worn ? 60_000 : 6_000;
        Running dice = DeviceThreads.start("fault-dice", () -> {
            Random random = new Random(seed);
            try {
                while (!faults.isEmpty()) {
                    DeviceThreads.sleep(Duration.ofMillis(random.nextInt(pauseMs / 4, pauseMs)));
                    String fault = faults.get(random.nextInt(faults.size()));
                    happens(unit, fault, random.nextInt(LASTS_MS_AT_LEAST, LASTS_MS_AT_MOST));
                }
            } catch (IOException e) {
                LOG.warn("a virtual device could not be broken or mended; its level ends", e);
            }
        });
        return dice::interrupt;
    }

    private static void happens(VirtualUnit unit, String fault, int millis) throws IOException, InterruptedException {
        unit.set(fault, true);
        try {
            DeviceThreads.sleep(Duration.ofMillis(millis));
        } finally {
            unit.set(fault, false);
        }
    }
}
