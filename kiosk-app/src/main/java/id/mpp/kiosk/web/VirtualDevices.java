package id.mpp.kiosk.web;

import id.mpp.queue.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The virtual cabinet as {@code /devices} shows it; there is none where the devices are real. */
public interface VirtualDevices {
    /**
     * @param power a word of the hardware layer, such as {@code online}
     * @param conditions words such as {@code rec-empty}
     * @param faults which faults can be switched, and whether they are on
     */
    record Device(
            String id,
            String kind,
            String power,
            String state,
            List<String> conditions,
            @Nullable Text sentence,
            Map<String, Boolean> faults,
            @Nullable Integer paperMm) {}

    /** A paper as it came out of the printer. */
    record Slip(String id, Instant printedAt, List<String> text, int widthPx, int heightPx) {}

    List<Device> devices();

    /** The papers, newest first. */
    List<Slip> slips();

    /** The picture of a paper. */
    Optional<byte[]> png(String slip);

    /** Switches a fault of the printer; false where it has no such fault. */
    boolean setFault(String fault, boolean on);
}
