package id.mpp.hal.printer;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open wire. One thread writes and another one reads at the same time, and they must not share a lock: a reader that
 * waits for an answer would hold up the writer for good.
 */
public interface PrinterConnection extends Closeable {

    /** Hands the bytes over; unbuffered. May block for good, until the connection is closed. */
    void write(byte[] bytes, int from, int count) throws IOException;

    /** Whether anything can come back. */
    boolean hasWayBack();

    /**
     * Waits a fraction of a second for bytes from the printer. A read never stays in the device, which would keep it
     * open when the connection has long been closed, and hear what is meant for the next one.
     *
     * @return how many came; 0 when none came for a while; -1 when none will come any more
     */
    int read(byte[] buffer) throws IOException;

    /** May be called from another thread while a write hangs, more than once, and may itself hang. */
    @Override
    void close() throws IOException;
}
