package id.mpp.hal.gpio.virtual;

import id.mpp.hal.gpio.I2cIo;
import id.mpp.hal.gpio.InputPin;
import id.mpp.hal.gpio.OutputPin;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.Pins;
import id.mpp.hal.gpio.SpiIo;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Pins made of software, by number. Tests and the cabinet press buttons with {@link #drive} and look at lamps with
 * {@link #isHigh}. Devices are plugged onto buses and unplugged again. Usable from any thread.
 */
public final class VirtualPins implements Pins {

    private final Map<Integer, Boolean> levels = new HashMap<>();
    private final Map<Integer, Runnable> listeners = new HashMap<>();
    private final Map<String, I2cIo> i2c = new HashMap<>();
    private final Map<String, SpiIo> spi = new HashMap<>();
    private final Set<Integer> broken = new HashSet<>();

    /** Puts a level on a pin from outside, as a contact does. */
    public void drive(int pin, boolean high) {
        Runnable listener;
        synchronized (this) {
            Boolean before = levels.put(pin, high);
            listener = before == null || before != high ? listeners.get(pin) : null;
        }
        if (listener != null) {
            listener.run();
        }
    }

    /** The level of a pin, low before anybody has set one. */
    public synchronized boolean isHigh(int pin) {
        return levels.getOrDefault(pin, false);
    }

    /** Makes every use of a pin fail or work again, as after the loss of an expander board. */
    public synchronized void setBroken(int pin, boolean fails) {
        if (fails) {
            broken.add(pin);
        } else {
            broken.remove(pin);
        }
    }

    /** Connects a device to an I2C bus. */
    public synchronized void plugIn(int bus, int address, I2cIo device) {
        i2c.put(bus + "/" + address, device);
    }

    /** Connects a device to an SPI bus. */
    public synchronized void plugIn(int bus, int chipSelect, SpiIo device) {
        spi.put(bus + "/" + chipSelect, device);
    }

    /** Takes the device off an I2C bus. The bus acknowledges nothing for it any more. */
    public synchronized void unplugI2c(int bus, int address) {
        i2c.remove(bus + "/" + address);
    }

    /** Takes the device off an SPI bus, which nobody notices. */
    public synchronized void unplugSpi(int bus, int chipSelect) {
        spi.remove(bus + "/" + chipSelect);
    }

    @Override
    public synchronized InputPin openInput(PinAddress pin, Runnable onEdge) throws IOException {
        checkPin(pin.pin());
        levels.putIfAbsent(pin.pin(), pin.pull() == PinAddress.Pull.UP);
        listeners.put(pin.pin(), onEdge);
        return new InputPin() {
            @Override
            public boolean isHigh() throws IOException {
                checkPin(pin.pin());
                return VirtualPins.this.isHigh(pin.pin());
            }

            @Override
            public void close() {
                forgetListener(pin.pin(), onEdge);
            }
        };
    }

    private synchronized void forgetListener(int pin, Runnable onEdge) {
        listeners.remove(pin, onEdge);
    }

    @Override
    public OutputPin openOutput(PinAddress pin) throws IOException {
        checkPin(pin.pin());
        drive(pin.pin(), pin.levelFor(false));
        return new OutputPin() {
            @Override
            public void setHigh(boolean high) throws IOException {
                checkPin(pin.pin());
                drive(pin.pin(), high);
            }

            @Override
            public void close() {
                drive(pin.pin(), pin.levelFor(false));
            }
        };
    }

    private synchronized void checkPin(int pin) throws IOException {
        if (broken.contains(pin)) {
            throw new IOException("the virtual pin " + pin + " is broken");
        }
    }

    @Override
    public I2cIo openI2c(int bus, int address) {
        return new I2cIo() {
            @Override
            public void write(byte[] bytes) throws IOException {
                I2cIo device = at(bus + "/" + address);
                device.write(bytes);
            }

            @Override
            public void close() {}
        };
    }

    private synchronized I2cIo at(String place) throws IOException {
        I2cIo device = i2c.get(place);
        if (device == null) {
            throw new IOException("nothing on the virtual I2C bus acknowledges at " + place);
        }
        return device;
    }

    @Override
    public SpiIo openSpi(int bus, int chipSelect, int hertz) {
        return new SpiIo() {
            @Override
            public void write(byte[] bytes) throws IOException {
                SpiIo device = selected(bus + "/" + chipSelect);
                if (device != null) {
                    device.write(bytes);
                }
            }

            @Override
            public void close() {}
        };
    }

    private synchronized @org.jspecify.annotations.Nullable SpiIo selected(String place) {
        return spi.get(place);
    }
}
