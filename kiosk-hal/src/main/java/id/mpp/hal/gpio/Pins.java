package id.mpp.hal.gpio;

import java.io.IOException;

/**
 * The pins and buses of a small computer: the place for another GPIO library. All methods may block and are called on
 * device threads; what they return belongs to the thread that opened it.
 */
public interface Pins {

    /**
     * An input; {@code onEdge} is run on a foreign thread at each change of level, bounces and all, and must not block.
     */
    InputPin input(PinAddress pin, Runnable onEdge) throws IOException;

    /** An output, not active now and again when it is closed. */
    OutputPin output(PinAddress pin) throws IOException;

    /**
     * A device on an I2C bus.
     *
     * @param bus number of {@code /dev/i2c-N}
     * @param address 7 bits
     */
    I2cIo i2c(int bus, int address) throws IOException;

    /**
     * A device on an SPI bus, mode 0.
     *
     * @param chipSelect second number of {@code /dev/spidevB.C}
     * @param hertz clock rate
     */
    SpiIo spi(int bus, int chipSelect, int hertz) throws IOException;
}
