package id.mpp.hal.printer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * An open wire. Output and input are used by two threads at the same time and must not share a lock: a reader that waits for an
 * answer would hold up the writer for good.
 */
public interface PrinterConnection extends AutoCloseable {

    /** Bytes to the printer; unbuffered. A write may block for good. */
    OutputStream output();

    /** Bytes from the printer, absent where there is no way back. A read may block for good. */
    Optional<InputStream> input();

    /** Whether the end of the input means that the printer is gone (TCP), or only that it never answers (/dev/null). */
    boolean endOfInputMeansGone();

    /** May be called from another thread while a write hangs, more than once, and may itself hang. */
    @Override
    void close() throws IOException;
}
