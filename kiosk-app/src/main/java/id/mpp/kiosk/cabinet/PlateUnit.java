package id.mpp.kiosk.cabinet;

import id.mpp.hal.display.DisplayAddress;
import id.mpp.hal.display.DisplayAddress.CharacterPlate;
import id.mpp.hal.display.DisplayAddress.SevenSegmentPlate;
import id.mpp.hal.display.virtual.VirtualHd44780;
import id.mpp.hal.display.virtual.VirtualMax7219;
import id.mpp.hal.gpio.virtual.VirtualPins;
import id.mpp.kiosk.equipment.VirtualDevices.Face;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A number plate on a bus of the virtual pins; plugged in again it has lost what it showed, as after any loss of power.
 */
final class PlateUnit implements VirtualUnit {
    private static final String UNPLUGGED = "unplugged";

    private final Runnable plugIn;
    private final Runnable pull;
    private final Supplier<Face> seen;
    private volatile boolean unplugged;

    private PlateUnit(Runnable plugIn, Runnable pull, Supplier<Face> seen) {
        this.plugIn = plugIn;
        this.pull = pull;
        this.seen = seen;
        plugIn.run();
    }

    static PlateUnit at(DisplayAddress address, VirtualPins pins) {
        return switch (address) {
            case CharacterPlate(int bus, int place, int columns, int rows) ->
                characters(pins, bus, place, columns, rows);
            case DisplayAddress.VirtualPlate _ ->
                characters(pins, DisplayAddress.VirtualPlate.BUS, DisplayAddress.VirtualPlate.ADDRESS, 16, 2);
            case SevenSegmentPlate(int bus, int chipSelect, int digits, int _) ->
                segments(pins, bus, chipSelect, digits);
        };
    }

    private static PlateUnit characters(VirtualPins pins, int bus, int place, int columns, int rows) {
        VirtualHd44780 far = new VirtualHd44780(columns, rows);
        return new PlateUnit(
                () -> {
                    far.powerOn();
                    pins.plugIn(bus, place, far);
                },
                () -> pins.unplugI2c(bus, place),
                () -> new Face(far.lines(), List.of(), List.of(), Map.of()));
    }

    private static PlateUnit segments(VirtualPins pins, int bus, int chipSelect, int digits) {
        VirtualMax7219 far = new VirtualMax7219(digits);
        return new PlateUnit(
                () -> pins.plugIn(bus, chipSelect, far),
                () -> {
                    pins.unplugSpi(bus, chipSelect);
                    far.powerOn();
                },
                () -> new Face(
                        List.of(),
                        IntStream.iterate(digits, digit -> digit >= 1, digit -> digit - 1)
                                .mapToObj(far::segments)
                                .toList(),
                        List.of(),
                        Map.of()));
    }

    @Override
    public Map<String, Boolean> faults() {
        return Map.of(UNPLUGGED, unplugged);
    }

    @Override
    public synchronized void set(String fault, boolean on) {
        if (on != unplugged) {
            unplugged = on;
            (on ? pull : plugIn).run();
        }
    }

    @Override
    public List<String> gentle() {
        return List.of(UNPLUGGED);
    }

    @Override
    public Face face() {
        return seen.get();
    }
}
