package id.mpp.kiosk.web.device;

import id.mpp.kiosk.booking.SampleBookings;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The devices of this kiosk: how they are, what was scanned, and the switchboard of virtual ones. */
public final class DeviceFeature implements Feature {
    private final ScanRoutes scans = new ScanRoutes();
    private final DeviceRoutes devices;
    private final @Nullable CabinetRoutes cabinet;

    /**
     * @param health all devices, in a lasting order; does not wait for any of them
     * @param helpAnswered the call for help at the kiosk is answered: somebody goes there
     * @param virtual null where all devices are real
     * @param samples null where there are no sample bookings
     */
    public DeviceFeature(
            Kernel kernel,
            Supplier<List<DeviceHealth>> health,
            Runnable helpAnswered,
            @Nullable VirtualDevices virtual,
            @Nullable SampleBookings samples) {
        this.devices = new DeviceRoutes(health, helpAnswered, virtual, samples != null, kernel.guard());
        this.cabinet = virtual == null ? null : new CabinetRoutes(virtual, devices, kernel.time(), samples);
    }

    @Override
    public void register(RoutesConfig config) {
        scans.register(config);
        devices.register(config);
        if (cabinet != null) {
            cabinet.register(config);
        }
    }

    /** Tells the page on this machine what was scanned. Never blocks. */
    public void scanned(Scan scan) {
        scans.scanned(scan);
    }

    @Override
    public void close() {
        scans.close();
    }
}
