package id.mpp.bus;

/** A message or a connection that did not come about; the message says what, and at which broker. */
public final class BusException extends Exception {
    private static final long serialVersionUID = 1;

    public BusException(String message) {
        super(message);
    }

    public BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
