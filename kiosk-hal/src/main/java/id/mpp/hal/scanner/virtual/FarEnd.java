package id.mpp.hal.scanner.virtual;

import java.io.Closeable;
import java.io.IOException;

/** The plug of a virtual scanner; closing it pulls it. Used by one thread at a time. */
interface FarEnd extends Closeable {

    /**
     * Sends bytes, in one piece where they are at most {@value Libc#ATOMIC}. Waits a moment where the other side is
     * slow.
     *
     * @return false when they were lost, at least in part
     */
    boolean send(byte[] bytes) throws IOException;
}
