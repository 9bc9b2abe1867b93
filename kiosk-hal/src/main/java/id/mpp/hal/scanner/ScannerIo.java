package id.mpp.hal.scanner;

import java.io.IOException;

/** The wire to one scanner. */
interface ScannerIo {

    /** Its address, for logs. */
    String name();

    /**
     * Opens it anew. May block; the caller bounds it.
     *
     * @throws IOException that says what failed and what the operator can do
     */
    ScannerConnection open() throws IOException;
}
