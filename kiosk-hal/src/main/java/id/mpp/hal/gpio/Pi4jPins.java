package id.mpp.hal.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.IO;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pins of a Raspberry Pi through Pi4J (gpiod for pins, linuxfs for I2C and SPI). Pi4J is loaded when the first pin or
 * bus is opened, because it costs about 300 ms and 15 MB, and programs without pins need not pay that. Each program has
 * one of these: gpiod knows one chip at a time, which is the chip of the first pin. Usable from any thread.
 */
public final class Pi4jPins implements Pins, AutoCloseable {

    private final Function<Optional<Integer>, Context> contexts;
    private final AtomicInteger opened = new AtomicInteger();
    private @Nullable Context context;
    private Optional<Integer> chip = Optional.empty();

    public Pi4jPins() {
        this(Pi4jPins::raspberryPi);
    }

    /** @param contexts makes the Pi4J context for a chip */
    Pi4jPins(Function<Optional<Integer>, Context> contexts) {
        this.contexts = contexts;
    }

    private static Context raspberryPi(Optional<Integer> chip) {
        var builder = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(
                        GpioDDigitalInputProvider.newInstance(),
                        GpioDDigitalOutputProvider.newInstance(),
                        LinuxFsI2CProvider.newInstance(),
                        LinuxFsSpiProvider.newInstance());
        chip.ifPresent(number -> builder.property("gpio.chip.name", "gpiochip" + number));
        return builder.build();
    }

    @Override
    public InputPin openInput(PinAddress pin, Runnable onEdge) throws IOException {
        return callPi4j(pin.toString(), () -> {
            Context pi4j = context(pin.chip());
            DigitalInput input = pi4j.create(DigitalInput.newConfigBuilder(pi4j)
                    .id(id("input", pin.pin()))
                    .address(pin.pin())
                    .pull(resistance(pin.pull()))
                    // De-bouncing is done by this module, because providers differ in how they do it.
                    .debounce(0L)
                    .build());
            input.addListener(_ -> onEdge.run());
            return new Input(pi4j, input, pin.toString());
        });
    }

    @Override
    public OutputPin openOutput(PinAddress pin) throws IOException {
        return callPi4j(pin.toString(), () -> {
            Context pi4j = context(pin.chip());
            DigitalState inactive = DigitalState.getState(pin.levelFor(false));
            DigitalOutput output = pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                    .id(id("output", pin.pin()))
                    .address(pin.pin())
                    .initial(inactive)
                    .shutdown(inactive)
                    .build());
            return new Output(pi4j, output, pin.toString());
        });
    }

    @Override
    public I2cIo openI2c(int bus, int address) throws IOException {
        String name = "i2c bus " + bus + ", device 0x" + Integer.toHexString(address);
        return callPi4j(name, () -> {
            Context pi4j = context(Optional.empty());
            I2C i2c = pi4j.create(I2C.newConfigBuilder(pi4j)
                    .id(id("i2c", address))
                    .bus(bus)
                    .device(address)
                    .build());
            return new I2c(pi4j, i2c, name);
        });
    }

    @Override
    public SpiIo openSpi(int bus, int chipSelect, int hertz) throws IOException {
        String name = "spi bus " + bus + ", chip select " + chipSelect;
        return callPi4j(name, () -> {
            Context pi4j = context(Optional.empty());
            Spi spi = pi4j.create(Spi.newConfigBuilder(pi4j)
                    .id(id("spi", chipSelect))
                    .bus(bus)
                    .address(chipSelect)
                    .mode(SpiMode.MODE_0)
                    .baud(hertz)
                    .build());
            return new SpiWire(pi4j, spi, name);
        });
    }

    /** Every opening has an id of its own, so that an opening that hangs does not block the next one. */
    private String id(String kind, int number) {
        return kind + "-" + number + "-" + opened.incrementAndGet();
    }

    private synchronized Context context(Optional<Integer> wanted) {
        Context known = context;
        if (known == null) {
            known = contexts.apply(wanted);
            context = known;
            chip = wanted;
        } else if (wanted.isPresent() && chip.isPresent() && !wanted.equals(chip)) {
            throw new IllegalArgumentException("pins of one chip only can be used, and others are on gpiochip"
                    + chip.get() + ": write the same chip into every pin address");
        } else if (wanted.isPresent() && chip.isEmpty()) {
            throw new IllegalArgumentException("an earlier pin or bus was opened without a chip, and only one "
                    + "chip can be used: write chip= into no pin address, or open its pins first");
        }
        return known;
    }

    private static PullResistance resistance(PinAddress.Pull pull) {
        return switch (pull) {
            case UP -> PullResistance.PULL_UP;
            case DOWN -> PullResistance.PULL_DOWN;
            case OFF -> PullResistance.OFF;
        };
    }

    private static <T> T callPi4j(String name, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (RuntimeException | LinkageError e) {
            throw unusable(name, e);
        }
    }

    private static void runPi4j(String name, Runnable call) throws IOException {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            throw unusable(name, e);
        }
    }

    /**
     * Pi4J throws unchecked exceptions and errors of native libraries. To a driver both mean a device that cannot be
     * used.
     */
    private static IOException unusable(String name, Throwable cause) {
        return new IOException(
                "cannot use " + name + " (" + cause.getMessage() + "): is this a Raspberry Pi, is the bus enabled "
                        + "(raspi-config), and is the user in the groups gpio, i2c and spi?",
                cause);
    }

    /** Gives all pins back. */
    @Override
    public synchronized void close() {
        Context known = context;
        context = null;
        if (known != null) {
            known.shutdown();
        }
    }

    private record Input(Context pi4j, DigitalInput pin, String name) implements InputPin {
        @Override
        public boolean isHigh() throws IOException {
            return callPi4j(name, pin::isHigh);
        }

        @Override
        public void close() throws IOException {
            giveBack(pi4j, pin, name);
        }
    }

    private record Output(Context pi4j, DigitalOutput pin, String name) implements OutputPin {
        @Override
        public void setHigh(boolean high) throws IOException {
            runPi4j(name, () -> pin.state(DigitalState.getState(high)));
        }

        @Override
        public void close() throws IOException {
            giveBack(pi4j, pin, name);
        }
    }

    private record I2c(Context pi4j, I2C wire, String name) implements I2cIo {
        @Override
        public void write(byte[] bytes) throws IOException {
            // The count that comes back says nothing about success: some providers answer 0.
            runPi4j(name, () -> wire.write(bytes));
        }

        @Override
        public void close() throws IOException {
            giveBack(pi4j, wire, name);
        }
    }

    private record SpiWire(Context pi4j, Spi wire, String name) implements SpiIo {
        @Override
        public void write(byte[] bytes) throws IOException {
            runPi4j(name, () -> wire.write(bytes));
        }

        @Override
        public void close() throws IOException {
            giveBack(pi4j, wire, name);
        }
    }

    private static void giveBack(Context pi4j, IO<?, ?, ?> io, String name) throws IOException {
        runPi4j(name, () -> pi4j.shutdown(io.id()));
    }
}
