package id.mpp.kiosk.cabinet;

import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.virtual.VirtualPins;
import id.mpp.kiosk.equipment.VirtualDevices.Face;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Contacts or lamps on the virtual pins, by their names in the API. */
final class PinsUnit implements VirtualUnit {
    private static final String UNPLUGGED = "unplugged";

    private final VirtualPins pins;
    private final Map<String, PinAddress> contacts;
    private final Map<String, PinAddress> lamps;
    private volatile boolean unplugged;

    PinsUnit(VirtualPins pins, Map<String, PinAddress> contacts, Map<String, PinAddress> lamps) {
        this.pins = pins;
        this.contacts = new TreeMap<>(contacts);
        this.lamps = new TreeMap<>(lamps);
        this.contacts.values().forEach(pin -> pins.drive(pin.pin(), pin.levelFor(false)));
    }

    boolean setContact(String contact, boolean active) {
        PinAddress pin = contacts.get(contact);
        if (pin == null) {
            return false;
        }
        pins.drive(pin.pin(), pin.levelFor(active));
        return true;
    }

    @Override
    public Map<String, Boolean> faults() {
        return Map.of(UNPLUGGED, unplugged);
    }

    @Override
    public synchronized void set(String fault, boolean on) {
        unplugged = on;
        contacts.values().forEach(pin -> pins.setBroken(pin.pin(), on));
        lamps.values().forEach(pin -> pins.setBroken(pin.pin(), on));
    }

    @Override
    public List<String> gentle() {
        return List.of(UNPLUGGED);
    }

    @Override
    public Face face() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        contacts.forEach((name, pin) -> states.put(name, isActive(pin)));
        List<String> lit = lamps.entrySet().stream()
                .filter(lamp -> !unplugged && isActive(lamp.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new Face(List.of(), List.of(), lit, states);
    }

    private boolean isActive(PinAddress pin) {
        return pin.isActive(pins.isHigh(pin.pin()));
    }
}
