package id.mpp.hal.printer;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open wire. One thread writes while another one reads. They must not share a lock: a reader that waits for an
 * answer would stop the writer for ever.
 */
public interface PrinterConnection extends Closeable {

    /** Hands the bytes over without buffering. May block until the connection is closed. */
    void write(byte[] bytes, int from, int count) throws IOException;

    /** Whether the printer can send anything back. */
    boolean hasWayBack();

    /**
     * Waits a fraction of a second for bytes from the printer. A read never stays in the device. It would keep the
     * device open long after the connection was closed, and take bytes that are meant for the next connection.
     *
     * @return how many came; 0 when none came for a while; -1 when none will ever come again
     */
    int read(byte[] buffer) throws IOException;

    /** May be called from another thread while a write hangs, and more than once. May itself hang. */
    @Override
    void close() throws IOException;
}
