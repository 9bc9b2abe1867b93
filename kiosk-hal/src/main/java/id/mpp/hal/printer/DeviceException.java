package id.mpp.hal.printer;

import id.mpp.hal.printer.PrinterStatus.Condition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A device could not be opened, for a reason that a technician can do something about. */
final class DeviceException extends IOException {

    private final Condition condition;

    DeviceException(Condition condition, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.condition = condition;
    }

    Condition condition() {
        return condition;
    }
}
