package id.mpp.hal.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.plugin.mock.provider.i2c.MockI2CProvider;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our adapters on the real run time of Pi4J, with its mock providers in place of those of the Raspberry Pi. */
class Pi4jPinsTest {

    private final AtomicInteger contexts = new AtomicInteger();
    private final Context pi4j = Pi4J.newContextBuilder()
            .noAutoDetect()
            .add(
                    MockDigitalInputProvider.newInstance(),
                    MockDigitalOutputProvider.newInstance(),
                    MockI2CProvider.newInstance(),
                    MockSpiProvider.newInstance())
            .build();
    private final Pi4jPins pins = new Pi4jPins(_ -> {
        contexts.incrementAndGet();
        return pi4j;
    });

    @AfterEach
    void close() {
        pins.close();
        pi4j.shutdown();
    }

    @Test
    void edgesArriveOneForEachChangeBouncesAndAll() throws Exception {
        AtomicInteger edges = new AtomicInteger();
        try (InputPin pin = pins.openInput(PinAddress.parse("gpio:pin=17"), edges::incrementAndGet)) {
            MockDigitalInput contact = (MockDigitalInput) only(MockDigitalInput.class);
            contact.mockState(DigitalState.LOW);
            edges.set(0);
            for (int i = 0; i < 3; i++) {
                contact.mockState(DigitalState.HIGH);
                contact.mockState(DigitalState.LOW);
            }
            contact.mockState(DigitalState.HIGH);

            assertEquals(7, edges.get());
            assertTrue(pin.isHigh());
        }
        assertEquals(0, pi4j.registry().all().size());
    }

    @Test
    void anOutputIsInactiveFromTheBeginningAndAgainAtTheEnd() throws Exception {
        DigitalOutput lamp;
        try (OutputPin pin = pins.openOutput(PinAddress.parse("gpio:pin=5,active=low"))) {
            lamp = (DigitalOutput) only(DigitalOutput.class);
            assertTrue(lamp.isHigh());
            pin.setHigh(false);
            assertFalse(lamp.isHigh());
        }
        assertTrue(lamp.isHigh());
    }

    @Test
    void aBusTakesAllBytesThoughTheProviderMayCountNone() throws Exception {
        try (I2cIo wire = pins.openI2c(1, 0x27)) {
            wire.write(new byte[] {0x38, 0x3C, (byte) 0xFF});
            byte[] written = new byte[3];
            assertEquals(3, ((I2C) only(I2C.class)).read(written, 0, 3));
            assertArrayEquals(new byte[] {0x38, 0x3C, (byte) 0xFF}, written);
        }
        try (SpiIo wire = pins.openSpi(0, 1, 1_000_000)) {
            wire.write(new byte[] {0x0C, 0x01});
        }
    }

    @Test
    void pi4jIsLoadedAtTheFirstPinAndOnce() throws Exception {
        assertEquals(0, contexts.get());
        pins.openI2c(1, 0x27).close();
        pins.openI2c(1, 0x27).close();
        assertEquals(1, contexts.get());
    }

    @Test
    void pinsOfTwoChipsAreRefusedWithWhatToDo() throws Exception {
        pins.openOutput(PinAddress.parse("gpio:chip=0,pin=5")).close();
        IOException e = assertThrows(IOException.class, () -> pins.openOutput(PinAddress.parse("gpio:chip=4,pin=6")));
        assertTrue(e.toString().contains("pins of one chip only"), e::toString);
        pins.openOutput(PinAddress.parse("gpio:pin=6")).close();
    }

    /** The real providers, with pins and buses that no machine has. */
    @Test
    void whatIsNotThereIsToldWithWhatToLookAt() {
        try (Pi4jPins real = new Pi4jPins()) {
            for (var opening : java.util.List.<org.junit.jupiter.api.function.Executable>of(
                    () -> real.openOutput(PinAddress.parse("gpio:pin=63")),
                    () -> real.openInput(PinAddress.parse("gpio:pin=63"), () -> {}),
                    () -> real.openI2c(97, 0x27),
                    () -> real.openSpi(9, 0, 1_000_000))) {
                IOException e = assertThrows(IOException.class, opening);
                assertTrue(e.toString().contains("is this a Raspberry Pi"), e::toString);
            }
        }
    }

    private Object only(Class<?> type) {
        return pi4j.registry().all().values().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPinAddressSaysWhatActiveMeans() {
        PinAddress low = PinAddress.parse("gpio:chip=0,pin=17,active=low");
        assertEquals(new PinAddress(Optional.of(0), 17, false, PinAddress.Pull.UP), low);
        assertTrue(low.isActive(false));
        assertTrue(low.levelFor(false));
        assertEquals(PinAddress.Pull.DOWN, PinAddress.parse("gpio:pin=4").pull());
        assertEquals(
                PinAddress.Pull.OFF, PinAddress.parse("gpio:pin=4,pull=off").pull());
        for (String wrong : java.util.List.of("gpio:chip=0", "gpio:pin=99", "gpio:pin=4,active=maybe", "pin:pin=4")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PinAddress.parse(wrong));
            assertTrue(e.toString().contains("examples: gpio:pin=17"), e::toString);
        }
    }
}
