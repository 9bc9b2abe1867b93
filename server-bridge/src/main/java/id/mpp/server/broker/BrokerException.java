package id.mpp.server.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker did not start; the message says on which address and folder. */
public final class BrokerException extends Exception {
    private static final long serialVersionUID = 1;

    public BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
