package id.mpp.kiosk;

import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.sync.RelayAlarm;
import id.mpp.kiosk.sync.RelayStatus;
import java.util.List;

/** The relay's alarms in words, for the supervisor's page and the doctor. */
final class RelayHealth {
    private static final String KIND = "broker";
    private static final String PREFIX = "relay.";

    private RelayHealth() {}

    /** Every alarm as a device that wants attention. */
    static List<DeviceHealth> of(RelayStatus status, HardwareTexts texts) {
        return status.alarms().stream()
                .map(alarm -> of(alarm, status.connected(), texts))
                .toList();
    }

    private static DeviceHealth of(RelayAlarm alarm, boolean connected, HardwareTexts texts) {
        return new DeviceHealth(
                PREFIX + alarm.code(),
                KIND,
                false,
                connected ? "online" : "offline",
                "error",
                List.of(alarm.code()),
                texts.everywhere(PREFIX + alarm.code(), alarm.values().toArray()));
    }
}
