package id.mpp.kiosk.devices;

import id.mpp.hal.device.Device;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.voice.VoiceStatus;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The health of all devices, in one form and in words. Asks no device, so it may be called from any thread at any time.
 */
public final class DeviceReport {
    private static final String VOICE = "voice";

    private final KioskDevices devices;
    private final Map<String, UnaryOperator<DeviceHealth>> additions;
    private final HardwareTexts texts;
    private final Supplier<Optional<DeviceHealth>> storage;

    /**
     * @param additions what is known of a device besides what it says itself, by its id
     * @param storage the disk, where there is something to tell of it
     */
    public DeviceReport(
            KioskDevices devices,
            Map<String, UnaryOperator<DeviceHealth>> additions,
            HardwareTexts texts,
            Supplier<Optional<DeviceHealth>> storage) {
        this.storage = storage;
        this.devices = devices;
        this.additions = Map.copyOf(additions);
        this.texts = texts;
    }

    /** The disk first where it is in trouble, then all devices; last the voice, which is no device and fails as one. */
    public List<DeviceHealth> now() {
        List<DeviceHealth> report = new ArrayList<>();
        storage.get().ifPresent(report::add);
        for (Device device : devices.supervised()) {
            report.add(additions
                    .getOrDefault(device.id(), UnaryOperator.identity())
                    .apply(of(device, texts)));
        }
        report.add(voice());
        return report;
    }

    /** One device. */
    public static DeviceHealth of(Device device, HardwareTexts texts) {
        DeviceStatus status = device.status();
        return new DeviceHealth(
                device.id(),
                device.kind(),
                status.isWorking(),
                word(status.power()),
                word(status.state()),
                status.conditions(),
                texts.everywhere(status.sentenceKey()));
    }

    private DeviceHealth voice() {
        VoiceStatus status = devices.voice().status();
        return new DeviceHealth(
                VOICE,
                VOICE,
                true,
                word(Power.ONLINE),
                word(DeviceState.IDLE),
                status.speaking() ? List.of() : List.of("chime-only"),
                texts.everywhere(status.sentenceKey()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
