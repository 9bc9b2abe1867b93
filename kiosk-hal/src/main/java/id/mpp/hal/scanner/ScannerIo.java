package id.mpp.hal.scanner;

import java.io.IOException;

/** The wire to one scanner. */
interface ScannerIo {

    /** Its address, for logs. */
    String name();

    /**
     * Opens the wire anew. May block, and the caller limits that.
     *
     * @throws IOException that says what failed and what the operator can do
     */
    ScannerConnection open() throws IOException;
}
