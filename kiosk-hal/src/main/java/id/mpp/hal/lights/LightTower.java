package id.mpp.hal.lights;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.SupervisedDevice;
import id.mpp.hal.gpio.OutputPin;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.Pins;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A tower of lamps on output pins (UnifiedPOS Lights). All lamps are dark when it is closed. Lamps that are not
 * configured are left out.
 */
public final class LightTower extends SupervisedDevice {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);

    private final Map<Lamp, PinAddress> lamps;
    private final Pins pins;
    private final BlockingQueue<Signal> changes = new LinkedBlockingQueue<>(1);
    private volatile Signal wanted = Signal.DARK;

    public LightTower(String id, Map<Lamp, PinAddress> lamps, Pins pins) {
        this(id, lamps, pins, DeviceTiming.standard());
    }

    LightTower(String id, Map<Lamp, PinAddress> lamps, Pins pins, DeviceTiming timing) {
        super(id, "lights", timing);
        this.lamps = Map.copyOf(lamps);
        this.pins = pins;
    }

    /** Shows a signal from now on. Never waits. */
    public void show(Signal signal) {
        wanted = signal;
        // A full queue means that the device's thread has not looked yet; it will then see the newest signal.
        var _ = changes.offer(signal);
    }

    /** Whether the tower has the lamps of this signal. */
    public boolean canShow(Signal signal) {
        return lamps.keySet().containsAll(signal.lamps());
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        Map<Lamp, OutputPin> outputs = new EnumMap<>(Lamp.class);
        for (Map.Entry<Lamp, PinAddress> entry : lamps.entrySet()) {
            outputs.put(entry.getKey(), session.open(CALL_LIMIT, () -> pins.openOutput(entry.getValue())));
        }
        Signal shown = wanted;
        long beganNanos = System.nanoTime();
        while (true) {
            if (shown != wanted) {
                shown = wanted;
                beganNanos = System.nanoTime();
            }
            Duration age = Duration.ofNanos(System.nanoTime() - beganNanos);
            Set<Lamp> lit = shown.litAt(age);
            session.call(CALL_LIMIT, () -> switchLamps(outputs, lit));
            session.reportReady();
            long pause = shown.untilChange(age).toNanos();
            session.await(() -> changes.poll(pause, TimeUnit.NANOSECONDS));
        }
    }

    private Set<Lamp> switchLamps(Map<Lamp, OutputPin> outputs, Set<Lamp> lit) throws IOException {
        for (Map.Entry<Lamp, PinAddress> entry : lamps.entrySet()) {
            OutputPin output = outputs.get(entry.getKey());
            if (output != null) {
                output.setHigh(entry.getValue().levelFor(lit.contains(entry.getKey())));
            }
        }
        return lit;
    }
}
