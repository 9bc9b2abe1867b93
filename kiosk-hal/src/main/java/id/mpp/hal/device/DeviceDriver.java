package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.IOException;

/** What a kind of device adds to {@link DeviceSupervisor}: how to open it and what to do with it while it is there. */
@FunctionalInterface
public interface DeviceDriver {

    /**
     * Opens the device anew ({@link DeviceSession#open}), reports it ready, and works with it until it is lost. Each
     * opening runs on a thread of its own. After a return or an exception the supervisor opens the device again later.
     * An interrupt is the wish to end. State that outlives a session may be touched only while the session has not been
     * given up; each call through the session checks that.
     *
     * @throws IOException when the device cannot be opened or is lost, saying what failed and what the operator can do
     */
    void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException;

    /**
     * A session is over: its thread has left {@link #serve}, or is not listened to any more. The driver settles here
     * what was under way. Called once for each session that was begun, except where {@code serve} ends in time when the
     * device is closed. Must not block.
     *
     * @param why the cause, for logs and technicians
     */
    default void settleAfter(DeviceSession session, String why) {}
}
