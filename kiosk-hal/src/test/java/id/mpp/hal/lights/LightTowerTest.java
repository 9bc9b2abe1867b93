package id.mpp.hal.lights;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.virtual.VirtualPins;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class LightTowerTest {

    private static final Map<Lamp, PinAddress> LAMPS = Map.of(
            Lamp.GREEN, PinAddress.parse("gpio:pin=5"),
            Lamp.YELLOW, PinAddress.parse("gpio:pin=6,active=low"),
            Lamp.RED, PinAddress.parse("gpio:pin=13"));

    private final VirtualPins pins = new VirtualPins();
    private final LightTower tower = new LightTower("tower", LAMPS, pins, QuickDevices.timing());

    @AfterEach
    void close() {
        tower.close();
    }

    private Set<Lamp> lit() {
        Set<Lamp> lit = EnumSet.noneOf(Lamp.class);
        LAMPS.forEach((lamp, pin) -> {
            if (pin.isActive(pins.isHigh(pin.pin()))) {
                lit.add(lamp);
            }
        });
        return lit;
    }

    @Test
    void theTowerFollowsTheSignalAndIsDarkWhenClosed() {
        tower.start();
        tower.show(Signal.SERVING);
        await().until(() -> lit().equals(Set.of(Lamp.GREEN)));
        tower.show(Signal.ATTENTION);
        await().until(() -> lit().equals(Set.of(Lamp.GREEN, Lamp.YELLOW)));
        assertEquals("lights.ok", tower.status().sentenceKey());
        tower.close();
        assertEquals(Set.of(), lit());
    }

    @Test
    void aStoppedKioskBlinksRed() {
        tower.start();
        tower.show(Signal.STOPPED);
        for (int i = 0; i < 2; i++) {
            await().until(() -> lit().equals(Set.of(Lamp.RED)));
            await().until(() -> lit().isEmpty());
        }
    }

    @Test
    void aTowerThatComesBackShowsTheSignalAgain() {
        tower.start();
        tower.show(Signal.SERVING);
        await().until(() -> lit().equals(Set.of(Lamp.GREEN)));
        pins.setBroken(5, true);
        tower.show(Signal.ATTENTION);
        await().until(() -> tower.status().power() == Power.OFF);
        assertEquals("lights.off", tower.status().sentenceKey());
        pins.setBroken(5, false);
        await().until(() -> lit().equals(Set.of(Lamp.GREEN, Lamp.YELLOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "DARK, 0, '', 10000",
        "SERVING, 400, GREEN, 10000",
        "SERVING, 700, GREEN, 10000",
        "ATTENTION, 700, GREEN YELLOW, 10000",
        "ASSIST, 0, YELLOW, 500",
        "ASSIST, 499, YELLOW, 1",
        "ASSIST, 500, '', 500",
        "STOPPED, 999, '', 1",
        "STOPPED, 1000, RED, 500",
    })
    void theLampsOfASignalAreAMatterOfTime(Signal signal, long ms, String lamps, long untilChange) {
        Duration age = Duration.ofMillis(ms);
        Set<Lamp> expected = EnumSet.noneOf(Lamp.class);
        java.util.Arrays.stream(lamps.split(" ", -1))
                .filter(lamp -> !lamp.isEmpty())
                .map(Lamp::valueOf)
                .forEach(expected::add);
        assertEquals(expected, signal.litAt(age));
        assertEquals(untilChange, signal.untilChange(age).toMillis());
    }
}
