package id.mpp.hal.device;

import java.util.function.Consumer;

/** What all devices have in common. Methods may be called from any thread, and none of them waits for the device. */
public interface Device extends AutoCloseable {

    /** Its name in configuration, logs and health reports ({@code plate-3}). */
    String id();

    /** The kind, and the first part of its message keys ({@code scanner}). */
    String kind();

    /**
     * Begins to open the device in the background and keeps trying until {@link #close()}. Returns at once, even when
     * the device is missing. May be called only once.
     */
    void start();

    /** The newest known status. Does not ask the device. */
    DeviceStatus status();

    /**
     * Adds a listener. It is told every later change, in order, on a thread of the device, and must not block for long.
     */
    void onStatus(Consumer<DeviceStatus> listener);

    /**
     * Ends the device's work within about a second, even when the device hangs. A thread that is stuck in the device is
     * left behind as a daemon.
     */
    @Override
    void close();
}
