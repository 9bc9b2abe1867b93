package id.mpp.hal.gpio;

import java.io.Closeable;
import java.io.IOException;

/** An open wire to one device on an I2C bus. */
public interface I2cIo extends Closeable {

    /**
     * Writes the bytes in one transfer.
     *
     * @throws IOException when the device does not acknowledge them: it is not there
     */
    void write(byte[] bytes) throws IOException;
}
