package id.mpp.kiosk.devices;

import id.mpp.hal.button.ButtonPanel;
import id.mpp.hal.device.Device;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.display.DisplayAddress;
import id.mpp.hal.display.LineDisplay;
import id.mpp.hal.gpio.Pi4jPins;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.Pins;
import id.mpp.hal.lights.LightTower;
import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterTiming;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.hal.scanner.CodeScanner;
import id.mpp.hal.scanner.ScannerAddress;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.voice.Announcer;
import id.mpp.hal.voice.SpeakerAddress;
import id.mpp.hal.voice.SpeakerIo;
import id.mpp.hal.voice.VoiceSynthesizer;
import id.mpp.kiosk.cabinet.VirtualCabinet;
import id.mpp.program.ConfigurationException;
import id.mpp.program.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of one kiosk, real and virtual, made of their configuration. Opened by {@link #start()}, in the
 * background.
 */
public final class KioskDevices implements AutoCloseable {
    /** The devices' ids; a plate's and a loudspeaker's have their counter or zone behind it. */
    public static final String PRINTER = "printer";

    public static final String SCANNER = "scanner";
    public static final String PLATE = "display-";
    public static final String BUTTONS = "buttons";
    public static final String LIGHTS = "lights";

    private static final Logger LOG = LoggerFactory.getLogger(KioskDevices.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Device> supervised = new ArrayList<>();
    private final VirtualCabinet cabinet;
    private final boolean virtual;
    private final VoiceSynthesizer voice;
    private final @Nullable TicketPrinter printer;
    private final @Nullable CodeScanner scanner;
    private final Map<String, LineDisplay> plates = new LinkedHashMap<>();
    private final @Nullable ButtonPanel buttons;
    private final @Nullable LightTower lights;
    private final Map<String, String> speakerOfZone = new LinkedHashMap<>();
    private final Announcer announcer;

    /**
     * Makes all of it and touches no real device yet.
     *
     * @param clips folder for clips of the voice; made where it is missing
     * @param zones the hall's zones
     * @param clock for the times of what the virtual printer prints
     * @param workers make the threads of all devices
     */
    public KioskDevices(DeviceConfig config, Path clips, List<String> zones, InstantSource clock, Workers workers)
            throws ConfigurationException {
        DeviceThreads.useThreadMaker(new ProgramThreads(workers));
        cabinet = keep(new VirtualCabinet(clock));
        try {
            voice = voice(clips, config.recordings());
            printer = printer(config);
            scanner = scanner(config);
            Pins pins = pins(config);
            config.plates().forEach((counter, address) -> addPlate(counter, address, pins, config.virtualPins()));
            buttons = buttons(config, pins);
            lights = lights(config, pins);
            announcer = keep(new Announcer(voice, speakers(config, zones)));
            supervised.addAll(announcer.devices());
        } catch (ConfigurationException | RuntimeException e) {
            close();
            throw e;
        }
        virtual = !cabinet.isEmpty();
    }

    /** Opens the devices in the background. */
    public void start() {
        supervised.stream()
                .filter(device -> !announcer.devices().contains(device))
                .forEach(Device::start);
        announcer.start();
    }

    public Optional<TicketPrinter> printer() {
        return Optional.ofNullable(printer);
    }

    public Optional<CodeScanner> scanner() {
        return Optional.ofNullable(scanner);
    }

    /** Number plates by counter. */
    public Map<String, LineDisplay> plates() {
        return plates;
    }

    public Optional<ButtonPanel> buttons() {
        return Optional.ofNullable(buttons);
    }

    public Optional<LightTower> lights() {
        return Optional.ofNullable(lights);
    }

    /** Speaks over the loudspeakers; knows them by {@link #speaker}. */
    public Announcer announcer() {
        return announcer;
    }

    /** Under which name the announcer knows the loudspeaker of a zone; empty where its board speaks. */
    public Optional<String> speaker(String zone) {
        return Optional.ofNullable(speakerOfZone.get(zone));
    }

    public VoiceSynthesizer voice() {
        return voice;
    }

    /** Empty where all devices are real. */
    public Optional<VirtualCabinet> cabinet() {
        return virtual ? Optional.of(cabinet) : Optional.empty();
    }

    /** All of them in a lasting order, the printer first. */
    public List<Device> supervised() {
        return List.copyOf(supervised);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("a device was not closed in order", e);
            }
        }
    }

    private static VoiceSynthesizer voice(Path clips, @Nullable Path recordings) throws ConfigurationException {
        try {
            Files.createDirectories(clips);
            return VoiceSynthesizer.withEspeak(clips, Optional.ofNullable(recordings));
        } catch (IOException e) {
            throw new ConfigurationException("voice clips cannot be kept in " + clips + " (" + e + ")", e);
        }
    }

    private @Nullable TicketPrinter printer(DeviceConfig config) throws ConfigurationException {
        if (config.printer().equals(DeviceConfig.NONE)) {
            return null;
        }
        try {
            String address = config.printer().equals(DeviceConfig.VIRTUAL)
                    ? cabinet.addPrinter(PRINTER, config.profile().name())
                    : config.printer();
            return add(PrinterAddress.parse(address).printer(PRINTER, config.profile(), PrinterTiming.standard()));
        } catch (IOException e) {
            throw new ConfigurationException("the virtual printer cannot listen (" + e.getMessage() + ")", e);
        }
    }

    private @Nullable CodeScanner scanner(DeviceConfig config) throws ConfigurationException {
        if (config.scanner().equals(DeviceConfig.NONE)) {
            return null;
        }
        try {
            String address =
                    config.scanner().equals(DeviceConfig.VIRTUAL) ? cabinet.addScanner(SCANNER) : config.scanner();
            return add(ScannerAddress.parse(address).scanner(SCANNER, DeviceTiming.standard()));
        } catch (IOException e) {
            throw new ConfigurationException("the virtual scanner cannot be made (" + e.getMessage() + ")", e);
        }
    }

    /** Pi4J is loaded with the first pin that is used. */
    private Pins pins(DeviceConfig config) {
        return config.virtualPins() ? cabinet.pins() : keep(new Pi4jPins());
    }

    private void addPlate(String counter, DisplayAddress address, Pins pins, boolean isVirtual) {
        String id = PLATE + counter;
        if (isVirtual) {
            cabinet.addPlate(id, address);
        }
        plates.put(counter, add(address.display(id, pins)));
    }

    private @Nullable ButtonPanel buttons(DeviceConfig config, Pins pins) {
        if (config.contacts().isEmpty()) {
            return null;
        }
        if (config.virtualPins()) {
            cabinet.addContacts(BUTTONS, named(config.contacts()));
        }
        return add(new ButtonPanel(BUTTONS, config.contacts(), pins));
    }

    private @Nullable LightTower lights(DeviceConfig config, Pins pins) {
        if (config.lamps().isEmpty()) {
            return null;
        }
        if (config.virtualPins()) {
            cabinet.addLights(LIGHTS, named(config.lamps()));
        }
        return add(new LightTower(LIGHTS, config.lamps(), pins));
    }

    private static <E extends Enum<E>> Map<String, PinAddress> named(Map<E, PinAddress> pins) {
        Map<String, PinAddress> named = new LinkedHashMap<>();
        pins.forEach((name, pin) -> named.put(DeviceConfig.word(name), pin));
        return named;
    }

    /** One loudspeaker for all zones without one of their own, so that its calls are spoken one after another. */
    private Map<String, SpeakerIo> speakers(DeviceConfig config, List<String> zones) {
        Map<String, SpeakerIo> speakers = new LinkedHashMap<>();
        for (String zone : zones) {
            SpeakerAddress own = config.speakers().get(zone);
            String name = own == null ? DeviceConfig.EVERYWHERE : zone;
            SpeakerAddress address = own == null ? config.speaker() : own;
            if (address.kind() == SpeakerAddress.Kind.VIRTUAL) {
                speakers.computeIfAbsent(name, id -> cabinet.addSpeaker("speaker-" + id));
            } else {
                address.speaker().ifPresent(real -> speakers.putIfAbsent(name, real));
            }
            if (speakers.containsKey(name)) {
                speakerOfZone.put(zone, name);
            }
        }
        return speakers;
    }

    private <T extends Device> T add(T device) {
        supervised.add(keep(device));
        return device;
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
