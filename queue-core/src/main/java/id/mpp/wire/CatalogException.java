package id.mpp.wire;

/** A catalogue that cannot be used; the message is one line for the operator. */
public final class CatalogException extends Exception {
    private static final long serialVersionUID = 1;

    public CatalogException(String message) {
        super(message);
    }
}
