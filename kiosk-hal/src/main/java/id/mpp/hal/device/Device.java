package id.mpp.hal.device;

import java.util.function.Consumer;

/** What all devices have in common. Methods may be called from any thread, and none of them waits for the device. */
public interface Device extends AutoCloseable {

    /** Its name in configuration, logs and health reports ({@code plate-3}). */
    String id();

    /** The kind, and the first part of its message keys ({@code scanner}). */
    String kind();

    /**
     * Begins to open the device in the background and keeps trying until {@link #close()}. Returns at once, also when
     * the device is missing. Once only.
     */
    void start();

    /** The newest known status; asks no device. */
    DeviceStatus status();

    /**
     * Adds a listener that is told every later change, in order, on a thread of the device. It must not block for long.
     */
    void onStatus(Consumer<DeviceStatus> listener);

    /**
     * Ends the device's work, within about a second even when it hangs: a thread stuck in it is left behind as a
     * daemon.
     */
    @Override
    void close();
}
