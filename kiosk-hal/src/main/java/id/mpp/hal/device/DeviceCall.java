package id.mpp.hal.device;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call into a device, which may take long or never return. */
@FunctionalInterface
public interface DeviceCall<T extends @Nullable Object> {
    T call() throws IOException, InterruptedException;
}
