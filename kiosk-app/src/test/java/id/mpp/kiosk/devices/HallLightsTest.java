package id.mpp.kiosk.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.hal.lights.Signal;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.queue.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class HallLightsTest {
    private static DeviceHealth device(String id, boolean working, String... conditions) {
        return new DeviceHealth(id, id, working, "online", "idle", List.of(conditions), Text.of("Siap."));
    }

    @Test
    void theTowerSaysTheMostUrgentThing() {
        List<DeviceHealth> well = List.of(device("printer", true), device("scanner", true));
        assertEquals(Signal.DARK, HallLights.signal(false, false, well));
        assertEquals(Signal.SERVING, HallLights.signal(true, false, well));
        assertEquals(
                Signal.ATTENTION,
                HallLights.signal(true, false, List.of(device("printer", true), device("scanner", false))));
        assertEquals(
                Signal.ATTENTION, HallLights.signal(true, false, List.of(device("printer", true, "rec-near-empty"))));
        List<DeviceHealth> stopped = List.of(device("printer", false, "rec-empty"));
        assertEquals(Signal.STOPPED, HallLights.signal(true, false, stopped));
        assertEquals(Signal.ASSIST, HallLights.signal(true, true, stopped));
    }
}
