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
import java.util.Optional;
import java.util.function.Supplier;

/** The health of all devices, in one form and in words. Asks no device, so it may be called from any thread at any time. */
public final class DeviceReport {
    private static final String ASSIST = "assist";
    private static final String VOICE = "voice";

    private final KioskDevices devices;
    private final Optional<Supplier<DeviceHealth>> printer;
    private final Contacts contacts;
    private final HardwareTexts texts;
    private final Supplier<Optional<DeviceHealth>> storage;

    /**
     * @param printer its health, which knows its paper
     * @param storage the disk, where there is something to tell of it
     */
    public DeviceReport(
            KioskDevices devices,
            Optional<Supplier<DeviceHealth>> printer,
            Contacts contacts,
            HardwareTexts texts,
            Supplier<Optional<DeviceHealth>> storage) {
        this.storage = storage;
        this.devices = devices;
        this.printer = printer;
        this.contacts = contacts;
        this.texts = texts;
    }

    /** All devices, the disk first where it is in trouble, then the printer; last the voice, which is no device and fails as one. */
    public List<DeviceHealth> now() {
        List<DeviceHealth> report = new ArrayList<>();
        storage.get().ifPresent(report::add);
        printer.ifPresent(health -> report.add(health.get()));
        for (Device device : devices.supervised()) {
            boolean help = device.id().equals(KioskDevices.BUTTONS) && contacts.assistWanted();
            report.add(help ? asked(of(device, texts)) : of(device, texts));
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

    /** A person who waits for help comes before any door. */
    private DeviceHealth asked(DeviceHealth buttons) {
        List<String> conditions = new ArrayList<>(List.of(ASSIST));
        conditions.addAll(buttons.conditions());
        return new DeviceHealth(
                buttons.id(),
                buttons.kind(),
                buttons.working(),
                buttons.power(),
                buttons.state(),
                conditions,
                texts.everywhere("buttons.assist"));
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
