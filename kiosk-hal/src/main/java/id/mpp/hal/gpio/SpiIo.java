package id.mpp.hal.gpio;

import java.io.Closeable;
import java.io.IOException;

/** An open wire to one device on an SPI bus. */
public interface SpiIo extends Closeable {

    /**
     * Writes the bytes in one transfer, after which chip select rises. Nobody acknowledges, so a missing device goes
     * unnoticed.
     */
    void write(byte[] bytes) throws IOException;
}
