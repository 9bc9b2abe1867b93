package id.mpp.kiosk.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import id.mpp.kiosk.desk.Journal.Fault;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitedModeTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final LimitedMode mode = new LimitedMode(nanos::get);

    @Test
    void whatServesAllTheTimeIsNeverLimited() {
        assertNull(mode.why());
        mode.written();
        assertNull(mode.why());
    }

    @Test
    void pressesThatAreServedBetweenRefusalsDoNotMakeItFlicker() {
        for (int i = 0; i < 10; i++) {
            mode.refused(Fault.FULL);
            assertEquals(Fault.FULL, mode.why());
            mode.written();
            nanos.addAndGet(LimitedMode.HOLD.toNanos() - 1);
            mode.written();
            assertEquals(Fault.FULL, mode.why());
        }
        nanos.incrementAndGet();
        assertNull(mode.why());
    }

    @Test
    void itLastsAsLongAsNothingCanBeWritten() {
        mode.refused(Fault.READ_ONLY);
        nanos.addAndGet(100 * LimitedMode.HOLD.toNanos());
        assertEquals(Fault.READ_ONLY, mode.why());
        mode.refused(Fault.FAILING);
        assertEquals(Fault.FAILING, mode.why(), "the latest reason is told");
    }
}
