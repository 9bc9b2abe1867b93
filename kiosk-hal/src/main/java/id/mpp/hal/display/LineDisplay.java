package id.mpp.hal.display;

import id.mpp.hal.device.Device;
import java.util.List;

/** A display of a few lines of text, as on a counter's number plate (UnifiedPOS LineDisplay). */
public interface LineDisplay extends Device {

    int columns();

    int rows();

    /**
     * Sets what the display shows until the next call, even after it was unplugged in between. The lines replace all
     * that was shown. Lines and characters beyond its size are cut off. A character that the display cannot form is
     * shown as the nearest one that it can. Never waits; of several calls in a row only the last may be seen.
     */
    void show(List<String> lines);

    /** Shows nothing. */
    default void clear() {
        show(List.of());
    }
}
