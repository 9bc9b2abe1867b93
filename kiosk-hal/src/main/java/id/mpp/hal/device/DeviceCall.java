package id.mpp.hal.device;

import java.io.IOException;

/** A call into a device, which may take long or never return. */
@FunctionalInterface
public interface DeviceCall<T> {
    T call() throws IOException, InterruptedException;
}
