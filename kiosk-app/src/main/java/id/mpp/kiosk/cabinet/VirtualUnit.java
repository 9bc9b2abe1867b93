package id.mpp.kiosk.cabinet;

import id.mpp.kiosk.equipment.VirtualDevices.Face;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One device of the cabinet. Any thread. */
interface VirtualUnit extends AutoCloseable {
    /** Its faults by their names in the API, and whether they are on. */
    Map<String, Boolean> faults();

    /** Switches one of {@link #faults}. */
    void set(String fault, boolean on) throws IOException;

    /** The faults that a worn device has now and then, without failing its users for long. */
    List<String> gentle();

    default Face face() {
        return Face.NOTHING;
    }

    /** Paper left, of a printer. */
    default Optional<Integer> paperMm() {
        return Optional.empty();
    }

    /**
     * Lets faults come and go in a way of its own. Empty for a device that leaves this to the cabinet.
     *
     * @param level {@code worn} or {@code hostile}
     * @return ends them, and mends what they have broken
     */
    default Optional<Runnable> beginOwnFaults(String level, long seed) {
        return Optional.empty();
    }

    @Override
    default void close() throws IOException {}
}
