package id.mpp.bus;

import org.jspecify.annotations.Nullable;

/** A message or a connection that did not come about; the message says what, and at which broker. */
public final class BusException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable LineTrouble trouble;

    public BusException(String message) {
        super(message);
        trouble = null;
    }

    public BusException(String message, Throwable cause) {
        super(message, cause);
        trouble = null;
    }

    BusException(LineTrouble trouble, @Nullable Throwable cause) {
        super(trouble.sentence(), cause);
        this.trouble = trouble;
    }

    /** What is wrong with the connection; null where that is not known. */
    public @Nullable LineTrouble trouble() {
        return trouble;
    }
}
