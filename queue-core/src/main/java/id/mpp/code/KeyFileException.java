package id.mpp.code;

import java.io.IOException;

/** A key file that cannot be used; the message names the file, the fault and what to do. */
public final class KeyFileException extends IOException {
    KeyFileException(String message) {
        super(message);
    }

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
