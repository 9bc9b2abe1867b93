package id.mpp.hal.device;

import java.io.IOException;

/** A device could not be opened for a reason that has a sentence of its own, such as {@code kind.no-permission}. */
public final class OpeningFault extends IOException {
    /** The user of this program may not use it. */
    public static final String NO_PERMISSION = "no-permission";

    /** The device at the address is of another kind. */
    public static final String WRONG_DEVICE = "wrong-device";

    private static final long serialVersionUID = 1;

    private final String condition;

    /** @param message what failed, on what, and what the operator can do */
    public OpeningFault(String condition, String message) {
        super(message);
        this.condition = condition;
    }

    /** Its word among the conditions of a {@link DeviceStatus}. */
    public String condition() {
        return condition;
    }
}
