package id.mpp.wire;

/** Bytes that are no event of ours; the message says what is wrong with them. */
public final class EventFormatException extends Exception {
    private static final long serialVersionUID = 1;

    public EventFormatException(String message) {
        super(message);
    }

    public EventFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
