package id.mpp.kiosk.cabinet;

import id.mpp.hal.display.DisplayAddress;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.Pins;
import id.mpp.hal.gpio.virtual.VirtualPins;
import id.mpp.hal.voice.SpeakerIo;
import id.mpp.kiosk.equipment.VirtualDevices;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switchboard of all virtual devices. They are added while the program is wired, under the ids of their drivers;
 * afterwards everything may be called from any thread.
 */
public final class VirtualCabinet implements VirtualDevices, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualCabinet.class);
    private static final String IDEAL = LEVELS.getFirst();

    private final InstantSource clock;
    private final VirtualPins pins = new VirtualPins();
    private final Map<String, VirtualUnit> units = new LinkedHashMap<>();
    private final Map<String, String> levels = new HashMap<>();
    private final Map<String, Runnable> dice = new HashMap<>();
    private @Nullable PrinterUnit printer;
    private @Nullable ScannerUnit scanner;
    private @Nullable PinsUnit contacts;

    /** @param clock the time that is written on the printed slips' list */
    public VirtualCabinet(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds a printer.
     *
     * @return where its driver reaches it
     * @throws IOException where no port can be had
     */
    public synchronized String addPrinter(String id, String profile) throws IOException {
        PrinterUnit unit = new PrinterUnit(profile, clock);
        printer = unit;
        units.put(id, unit);
        return unit.address();
    }

    /**
     * Adds a scanner.
     *
     * @return where its driver reaches it
     * @throws IOException where its name in the file system cannot be made
     */
    public synchronized String addScanner(String id) throws IOException {
        ScannerUnit unit = new ScannerUnit();
        scanner = unit;
        units.put(id, unit);
        return unit.address();
    }

    /** The pins on which plates, contacts and lamps are. */
    public Pins pins() {
        return pins;
    }

    /** Adds a number plate on the pins. */
    public synchronized void addPlate(String id, DisplayAddress address) {
        units.put(id, PlateUnit.at(address, pins));
    }

    /** Adds buttons and doors on the pins, by their names in the API. */
    public synchronized void addContacts(String id, Map<String, PinAddress> addresses) {
        contacts = new PinsUnit(pins, addresses, Map.of());
        units.put(id, contacts);
    }

    /** Adds a light tower on the pins, by its colours. */
    public synchronized void addLights(String id, Map<String, PinAddress> lamps) {
        units.put(id, new PinsUnit(pins, Map.of(), lamps));
    }

    /** Adds a loudspeaker. */
    public synchronized SpeakerIo addSpeaker(String id) {
        SpeakerUnit unit = new SpeakerUnit();
        units.put(id, unit);
        return unit.wire();
    }

    /** Whether nothing was added. */
    public synchronized boolean isEmpty() {
        return units.isEmpty();
    }

    @Override
    public synchronized Optional<View> view(String device) {
        return Optional.ofNullable(units.get(device))
                .map(unit -> new View(
                        unit.faults(),
                        levels.getOrDefault(device, IDEAL),
                        unit.face(),
                        unit.paperMm().orElse(null)));
    }

    @Override
    public synchronized List<Slip> slips() {
        return printer == null ? List.of() : printer.slips();
    }

    @Override
    public synchronized Optional<byte[]> png(String slip) {
        return printer == null ? Optional.empty() : printer.png(slip);
    }

    @Override
    public boolean setFault(String device, String fault, boolean on) throws IOException {
        VirtualUnit unit = unit(device);
        if (unit == null || !unit.faults().containsKey(fault)) {
            return false;
        }
        unit.set(fault, on);
        return true;
    }

    @Override
    public synchronized boolean setLevel(String device, String level, long seed) {
        VirtualUnit unit = units.get(device);
        if (unit == null) {
            return false;
        }
        dice.getOrDefault(device, () -> {}).run();
        dice.put(device, level.equals(IDEAL) ? () -> {} : beginFaults(unit, level, seed));
        levels.put(device, level);
        return true;
    }

    private static Runnable beginFaults(VirtualUnit unit, String level, long seed) {
        return unit.beginOwnFaults(level, seed).orElseGet(() -> FaultDice.begin(unit, level, seed));
    }

    @Override
    public Optional<String> scan(String text) throws IOException {
        ScannerUnit unit = scannerUnit();
        return unit == null ? Optional.empty() : Optional.of(unit.scan(text));
    }

    @Override
    public Optional<String> scan(byte[] picture) throws IOException {
        ScannerUnit unit = scannerUnit();
        return unit == null ? Optional.empty() : Optional.of(unit.scan(picture));
    }

    @Override
    public synchronized boolean setContact(String contact, boolean active) {
        return contacts != null && contacts.setContact(contact, active);
    }

    @Override
    public synchronized void close() {
        dice.values().forEach(Runnable::run);
        units.forEach((id, unit) -> {
            try {
                unit.close();
            } catch (IOException e) {
                LOG.warn("the virtual device " + id + " was not put away in order", e);
            }
        });
    }

    /** Not under the lock while it works: a scan waits until it is sent. */
    private synchronized @Nullable ScannerUnit scannerUnit() {
        return scanner;
    }

    private synchronized @Nullable VirtualUnit unit(String device) {
        return units.get(device);
    }
}
