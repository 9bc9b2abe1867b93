package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.IOException;

/** What a kind of device adds to {@link DeviceSupervisor}: how to open it and what to do with it while it is there. */
@FunctionalInterface
public interface DeviceDriver {

    /**
     * Opens the device anew ({@link DeviceSession#open}), reports it ready, and works with it until it is lost. Runs on
     * a thread of its own for each opening; after a return or an exception the supervisor opens again later. An
     * interrupt is the wish to end. What is shared between sessions may only be touched while the session is not given
     * up: each call through it checks that.
     *
     * @throws IOException when the device cannot be opened or is lost, saying what failed and what the operator can do
     */
    void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException;

    /**
     * A session is over: its thread has left {@link #serve}, or will not be heard any more. What it had under way is to
     * be settled here. Called once for each session that was begun, except where {@code serve} ends in time when the
     * device is closed; must not block.
     *
     * @param why the cause, for logs and technicians
     */
    default void ended(DeviceSession session, String why) {}
}
