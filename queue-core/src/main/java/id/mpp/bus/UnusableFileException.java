package id.mpp.bus;

import java.io.IOException;

/**
 * A file that the connection needs cannot be used; the message names it, its key, and what to do, and holds nothing
 * secret.
 */
final class UnusableFileException extends IOException {
    private static final long serialVersionUID = 1;
    /** All authorities of an operating system in one file. */
    static final int MAX_BYTES = 1 << 20;

    UnusableFileException(String message) {
        super(message);
    }

    UnusableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
