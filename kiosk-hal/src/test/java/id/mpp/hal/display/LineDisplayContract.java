package id.mpp.hal.display;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import id.mpp.hal.gpio.I2cIo;
import id.mpp.hal.gpio.SpiIo;
import id.mpp.hal.gpio.virtual.VirtualPins;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every line display has to do, whatever its chip. The test looks through a display made of software at the far
 * end of its wire.
 */
@Timeout(600)
abstract class LineDisplayContract {

    final VirtualPins pins = new VirtualPins();
    private final CountDownLatch release = new CountDownLatch(1);
    private LineDisplay display = display(Duration.ofMillis(50));

    abstract String address();

    /** The power that can be known of a display that shows what it should. */
    abstract Power powerWhenThere();

    /** The first line as people read it. */
    abstract String seen();

    abstract void plugIn();

    /** Switches the chip's power off and on again. */
    abstract void switchOffAndOn();

    /** Replaces the display by something that takes no bytes until {@code release}. */
    abstract void plugInDeaf(CountDownLatch release);

    @AfterEach
    void close() {
        release.countDown();
        display.close();
    }

    private LineDisplay display(Duration refresh) {
        return DisplayAddress.parse(address()).display("plate-3", pins, refresh, QuickDevices.timing());
    }

    private void start() {
        plugIn();
        display.start();
        await().until(() -> display.status().isWorking());
    }

    @Test
    void aTicketNumberIsSeen() {
        start();
        display.show(List.of("A-057"));
        await().until(() -> seen().equals("A-057"));
        assertEquals("display", display.kind());
        assertEquals(powerWhenThere(), display.status().power());
        assertEquals(sentenceWhenThere(), display.status().sentenceKey());
        assertEquals(DeviceState.IDLE, display.status().state());
    }

    @Test
    void aShorterTextLeavesNothingOfTheLongerOneAndAnEmptyOneNothingAtAll() {
        start();
        display.show(List.of("B-1024"));
        await().until(() -> seen().equals("B-1024"));
        display.show(List.of("C-9"));
        await().until(() -> seen().equals("C-9"));
        display.clear();
        await().until(() -> seen().isEmpty());
    }

    @Test
    void tooMuchTextIsCutOff() {
        start();
        display.show(List.of("12345678901234567890123", "2", "3", "4", "5"));
        String all = "12345678901234567890123";
        await().until(() -> seen().equals(all.substring(0, display.columns())));
    }

    @Test
    void whatIsShownBeforeTheStartOrInARowEndsWithTheLast() {
        display.show(List.of("A-001"));
        start();
        await().until(() -> seen().equals("A-001"));
        IntStream.rangeClosed(1, 200).forEach(i -> display.show(List.of("A-" + i)));
        await().until(() -> seen().equals("A-200"));
    }

    @Test
    void aDisplayThatLostPowerForAMomentShowsTheTextAgain() {
        start();
        display.show(List.of("A-057"));
        await().until(() -> seen().equals("A-057"));
        switchOffAndOn();
        await().until(() -> seen().equals("A-057"));
    }

    @Test
    void aClosedDisplayIsDark() {
        start();
        display.show(List.of("A-057"));
        await().until(() -> seen().equals("A-057"));
        display.close();
        assertEquals("", seen());
        assertEquals("display.closed", display.status().sentenceKey());
    }

    @Test
    void aDisplayThatHangsNeitherBlocksTheCallerNorStaysLostWhenItRecovers() {
        plugInDeaf(release);
        long began = System.nanoTime();
        display.start();
        display.show(List.of("A-058"));
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 30);

        await().until(() -> display.status().sentenceKey().equals("display.stalled"));
        plugIn();
        await().until(() -> seen().equals("A-058"));
        await().until(() -> display.status().sentenceKey().equals(sentenceWhenThere()));
    }

    private String sentenceWhenThere() {
        return powerWhenThere() == Power.ONLINE ? "display.ok" : "display.unknown";
    }

    static I2cIo deafI2c(CountDownLatch release) {
        return new I2cIo() {
            @Override
            public void write(byte[] bytes) {
                awaitDeaf(release);
            }

            @Override
            public void close() {}
        };
    }

    static SpiIo deafSpi(CountDownLatch release) {
        return new SpiIo() {
            @Override
            public void write(byte[] bytes) {
                awaitDeaf(release);
            }

            @Override
            public void close() {}
        };
    }

    /** Behaves like a bus that hangs in the kernel: no interrupt ends it. */
    private static void awaitDeaf(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException e) {
                // The call is deaf to interrupts on purpose.
            }
        }
    }
}
