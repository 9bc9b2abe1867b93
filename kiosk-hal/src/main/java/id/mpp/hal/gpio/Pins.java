package id.mpp.hal.gpio;

import java.io.IOException;

/**
 * The pins and buses of a small computer. Another GPIO library would implement this. All methods may block and are
 * called on device threads. What they return belongs to the thread that opened it.
 */
public interface Pins {

    /**
     * Opens an input. {@code onEdge} is run on a foreign thread at each change of level, including bounces, and must
     * not block.
     */
    InputPin openInput(PinAddress pin, Runnable onEdge) throws IOException;

    /** Opens an output. It is not active at first, and becomes not active again when it is closed. */
    OutputPin openOutput(PinAddress pin) throws IOException;

    /**
     * Opens a device on an I2C bus.
     *
     * @param bus number of {@code /dev/i2c-N}
     * @param address 7 bits
     */
    I2cIo openI2c(int bus, int address) throws IOException;

    /**
     * Opens a device on an SPI bus, mode 0.
     *
     * @param chipSelect second number of {@code /dev/spidevB.C}
     * @param hertz clock rate
     */
    SpiIo openSpi(int bus, int chipSelect, int hertz) throws IOException;
}
