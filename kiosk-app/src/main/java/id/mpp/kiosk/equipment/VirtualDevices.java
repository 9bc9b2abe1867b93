package id.mpp.kiosk.equipment;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The virtual cabinet as {@code /devices} shows it; there is none where all devices are real. */
public interface VirtualDevices {
    /** How reliable a virtual device can be. */
    List<String> LEVELS = List.of("ideal", "worn", "hostile");

    /**
     * What can be seen of a virtual device, and its switches.
     *
     * @param faults which faults can be switched, and whether they are on
     * @param level one of {@link #LEVELS}
     * @param paperMm paper left, of a printer
     */
    record View(
            Map<String, Boolean> faults,
            String level,
            Face face,
            @Nullable Integer paperMm) {}

    /**
     * What a person in front of the device sees; empty where it has nothing of the kind.
     *
     * @param lines of a character display
     * @param segments of each digit from the left, such as {@code ABG.}
     * @param lamps that are lit, such as {@code green}
     * @param contacts buttons and doors, and whether they are pressed or open
     */
    record Face(List<String> lines, List<String> segments, List<String> lamps, Map<String, Boolean> contacts) {
        public static final Face NOTHING = new Face(List.of(), List.of(), List.of(), Map.of());
    }

    /** A paper as it came out of the printer. */
    record Slip(String id, Instant printedAt, List<String> text, int widthPx, int heightPx) {}

    /** The device of this id; empty where it is real, or there is none. */
    Optional<View> view(String device);

    /** The papers, newest first. */
    List<Slip> slips();

    /** The picture of a paper. */
    Optional<byte[]> png(String slip);

    /**
     * Switches a fault.
     *
     * @return false where the device has no such fault
     */
    boolean setFault(String device, String fault, boolean on) throws IOException;

    /**
     * Lets faults come and go by dice; the same seed gives the same. {@code ideal} ends it.
     *
     * @param level one of {@link #LEVELS}
     * @return false where there is no such device
     */
    boolean setLevel(String device, String level, long seed);

    /**
     * Holds a code in front of the scanner.
     *
     * @return {@code sent} or {@code lost}; empty where there is no virtual scanner
     */
    Optional<String> scan(String text) throws IOException;

    /** As {@link #scan(String)}, with a picture of the code; also {@code no-code}. */
    Optional<String> scan(byte[] picture) throws IOException;

    /**
     * Presses a button or opens a door, or lets it go.
     *
     * @return false where there is no such contact
     */
    boolean setContact(String contact, boolean active);
}
