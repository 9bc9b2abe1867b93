package id.mpp.hal.scanner.virtual;

import java.io.Closeable;
import java.io.IOException;

/** The plug of a virtual scanner. Closing it pulls the plug. Used by one thread at a time. */
interface FarEnd extends Closeable {

    /**
     * Sends bytes, in one piece where they are at most {@value Libc#ATOMIC}. Waits a moment where the other side is
     * slow.
     *
     * @return false when at least a part of them was lost
     */
    boolean send(byte[] bytes) throws IOException;
}
