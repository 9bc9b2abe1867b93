package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A device whose life a {@link DeviceSupervisor} looks after. Each kind of device extends this class and says how it is
 * served.
 */
public abstract class SupervisedDevice implements Device {

    private final DeviceSupervisor life;

    /** See {@link DeviceSupervisor#DeviceSupervisor} for the sentences that {@code kind} needs. */
    @SuppressWarnings("this-escape") // the supervisor calls the driver only after start()
    protected SupervisedDevice(String id, String kind, DeviceTiming timing) {
        this.life = new DeviceSupervisor(id, kind, new Driver(), timing);
    }

    /** See {@link DeviceDriver#serve}. */
    protected abstract void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException;

    /** See {@link DeviceDriver#settleAfter}. */
    protected void settleAfter(DeviceSession session, String why) {}

    /** See {@link DeviceSupervisor#openForWork}. */
    protected final boolean openForWork() {
        return life.openForWork();
    }

    @Override
    public final String id() {
        return life.id();
    }

    @Override
    public final String kind() {
        return life.kind();
    }

    @Override
    public void start() {
        life.start();
    }

    @Override
    public DeviceStatus status() {
        return life.status();
    }

    @Override
    public final void onStatus(Consumer<DeviceStatus> listener) {
        life.onStatus(listener);
    }

    @Override
    public void close() {
        life.close();
    }

    private final class Driver implements DeviceDriver {
        @Override
        public void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
            SupervisedDevice.this.serve(session);
        }

        @Override
        public void settleAfter(DeviceSession session, String why) {
            SupervisedDevice.this.settleAfter(session, why);
        }
    }
}
