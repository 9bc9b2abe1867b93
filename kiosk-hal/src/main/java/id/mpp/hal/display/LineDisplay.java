package id.mpp.hal.display;

import id.mpp.hal.device.Device;
import java.util.List;

/** A display of a few lines of text, as on a counter's number plate (UnifiedPOS LineDisplay). */
public interface LineDisplay extends Device {

    int columns();

    int rows();

    /**
     * What is to be seen from now on, until the next call, also after the display was unplugged. Replaces all that was
     * there; lines and characters beyond its size are cut off, and what it has no form for is shown as the nearest form
     * it has. Never waits: of several calls in a row only the last need be seen.
     */
    void show(List<String> lines);

    /** Shows nothing. */
    default void clear() {
        show(List.of());
    }
}
