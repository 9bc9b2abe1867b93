package id.mpp.server.ingest;

/** The store could not do it and is as it was before; the message says what and on which file. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
