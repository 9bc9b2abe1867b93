package id.mpp.hal.printer;

import java.io.IOException;

/** A wire to a printer that is not open yet: the place for a new kind of transport. */
public interface PrinterIo {

    /** What to call it in logs and messages: its address. */
    String name();

    /** What a technician should look at where nothing comes back over this wire, or nonsense. */
    String whenNotUnderstood();

    /**
     * Opens the wire. May block longer than it should, even for good (a FIFO without a reader): it is called on a
     * thread that can be given up. Nothing is written.
     *
     * @throws IOException with a message that says what failed and what the operator can do; nothing stays open
     */
    PrinterConnection open() throws IOException;
}
