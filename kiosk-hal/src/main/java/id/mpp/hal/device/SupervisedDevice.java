package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.IOException;
import java.util.function.Consumer;

/** A device whose life a {@link DeviceSupervisor} looks after: a kind of device extends this and says how it is served. */
public abstract class SupervisedDevice implements Device {

    private final DeviceSupervisor life;

    /** See {@link DeviceSupervisor#DeviceSupervisor} for the sentences that {@code kind} needs. */
    @SuppressWarnings("this-escape") // the supervisor calls serve only after start()
    protected SupervisedDevice(String id, String kind, DeviceTiming timing) {
        this.life = new DeviceSupervisor(id, kind, this::serve, timing);
    }

    /** See {@link DeviceDriver#serve}. */
    protected abstract void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException;

    @Override
    public final String id() {
        return life.id();
    }

    @Override
    public final String kind() {
        return life.kind();
    }

    @Override
    public final void start() {
        life.start();
    }

    @Override
    public final DeviceStatus status() {
        return life.status();
    }

    @Override
    public final void onStatus(Consumer<DeviceStatus> listener) {
        life.onStatus(listener);
    }

    @Override
    public final void close() {
        life.close();
    }
}
