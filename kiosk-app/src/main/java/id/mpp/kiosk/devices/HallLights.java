package id.mpp.kiosk.devices;

import id.mpp.hal.lights.Signal;
import id.mpp.kiosk.equipment.DeviceHealth;
import java.util.List;

/** What the light tower says of the kiosk. Pure. */
public final class HallLights {
    private HallLights() {}

    /**
     * @param open whether the hall's day is open
     * @param assist whether a visitor has asked for help, which comes before everything else
     */
    public static Signal signal(boolean open, boolean assist, List<DeviceHealth> devices) {
        if (!open) {
            return Signal.DARK;
        }
        if (assist) {
            return Signal.ASSIST;
        }
        if (devices.stream().anyMatch(device -> device.id().equals(KioskDevices.PRINTER) && !device.working())) {
            return Signal.STOPPED;
        }
        return devices.stream().anyMatch(DeviceHealth::wantsAttention) ? Signal.ATTENTION : Signal.SERVING;
    }
}
