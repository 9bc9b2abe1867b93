package id.mpp.web;

/** The program cannot start as it was told to. The message is one line for the operator: what, where, and what to do. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
