package id.mpp.program;

/**
 * The program cannot start as it was told to. The message is one line for the operator: what, where, and what to do.
 */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean mayPass;

    public ConfigurationException(String message) {
        super(message);
        mayPass = false;
    }

    public ConfigurationException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private ConfigurationException(String message, Throwable cause, boolean mayPass) {
        super(message, cause);
        this.mayPass = mayPass;
    }

    /** For what is no fault of the configuration and may be over at the next start, as a full disk. */
    public static ConfigurationException passing(String message, Throwable cause) {
        return new ConfigurationException(
                message + ". Nothing was changed; the program ends, so that it is started again", cause, true);
    }

    /** Whether starting again, with nothing corrected in the configuration, may help. */
    public boolean mayPass() {
        return mayPass;
    }
}
