package id.mpp.hal.display;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** An open display, spoken to in its own protocol. Belongs to one device thread. */
interface Panel extends Closeable {

    /**
     * Sets the chip up and writes all of the text, without relying on anything written before. So each frame also
     * repairs a display that was unplugged for a moment or disturbed by noise on its wires.
     */
    void write(List<String> lines) throws IOException, InterruptedException;

    /**
     * Whether the display has to acknowledge what is written, so that a missing one is noticed. Otherwise nobody can
     * know.
     */
    boolean isAcknowledged();
}
