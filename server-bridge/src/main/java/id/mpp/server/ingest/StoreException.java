package id.mpp.server.ingest;

/** The store failed and is as it was before. The message says what failed and on which file. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
