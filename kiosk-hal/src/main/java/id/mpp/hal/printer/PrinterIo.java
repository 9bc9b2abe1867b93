package id.mpp.hal.printer;

import java.io.IOException;

/** A wire to a printer that is not open yet. A new kind of transport implements this. */
public interface PrinterIo {

    /** Its name in logs and messages, which is its address. */
    String name();

    /** What a technician should look at when nothing, or nonsense, comes back over this wire. */
    String whenNotUnderstood();

    /**
     * Opens the wire. May block for longer than it should, or for ever (a FIFO without a reader), so it is called on a
     * thread that can be given up. Writes nothing.
     *
     * @throws IOException with a message that says what failed and what the operator can do; nothing stays open
     */
    PrinterConnection open() throws IOException;
}
