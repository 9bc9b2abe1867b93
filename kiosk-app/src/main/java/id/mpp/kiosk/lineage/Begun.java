package id.mpp.kiosk.lineage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.file.PrivateFile;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is noted beside a journal that goes on with another one, for whoever has to know of it, and for the next start.
 *
 * @param installation of the new journal
 * @param parents of the journals before it, the latest last: one of them that is found in its place again has gone back
 *     in time
 * @param damagedBoot the run of the machine in which a damaged journal was last set aside; empty for none
 * @param term of the new journal; null where an older program noted it
 * @param done whether the new journal has taken its place
 * @param seen whether a supervisor has confirmed that it is known
 */
public record Begun(
        String installation,
        List<String> parents,
        @JsonUnwrapped Cause cause,
        @JsonUnwrapped Taken taken,
        String damagedBoot,
        @Nullable Long term,
        boolean done,
        boolean seen) {
    /**
     * Why another journal was begun.
     *
     * @param reason see {@link Inheritance.Reason}
     * @param at the kiosk's time
     * @param setAside the file name of the journal before
     */
    public record Cause(String reason, String at, String setAside) {}

    /**
     * What was taken over.
     *
     * @param copies events that were taken over
     * @param unreadable events that could not be
     * @param leftBehind events that the server does not have and that were left in the old file
     * @param numbers by prefix the last number that is passed over
     * @param toldThrough the last business day on which it is told
     */
    public record Taken(long copies, long unreadable, long leftBehind, Map<String, Integer> numbers, int toldThrough) {
        public Taken {
            numbers = Map.copyOf(numbers);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Begun.class);
    private static final int MOST_BYTES = 1 << 16;

    public Begun {
        parents = List.copyOf(parents);
    }

    /** Null where nothing is noted, or nothing that can be read. */
    public static @Nullable Begun read(Path file) {
        try {
            return Files.exists(file) && Files.size(file) <= MOST_BYTES
                    ? Json.mapper().readValue(Files.readAllBytes(file), Begun.class)
                    : null;
        } catch (IOException | RuntimeException e) {
            LOG.warn("what is noted of an earlier journal in " + file + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    public void write(Path file) throws IOException {
        PrivateFile.replace(file, Json.mapper().writeValueAsBytes(this));
    }

    /** The journal with which one of these goes on; empty where that is none or not known. */
    public String before(String child) {
        return child.equals(installation) && !parents.isEmpty() ? parents.getLast() : "";
    }

    /** For log, health and doctor: what happened, and what to do. */
    public String sentence() {
        String why = switch (cause.reason()) {
            case "damaged" -> "was damaged";
            case "restored" -> "had gone back in time, as a restored backup has";
            case "branch" -> "is of another hall, so that this one begins empty";
            default -> "was gone on with elsewhere";
        };
        return "the journal before " + why + " and was set aside as " + setAside() + " (" + cause.at()
                + "); " + taken.copies()
                + " events were taken over, " + taken.unreadable() + " could not be read, " + taken.leftBehind()
                + " stay in the old file alone; numbers go on above " + new TreeMap<>(taken.numbers())
                + ". Keep the old file; whoever holds a number that the hall does not know is served by the paper";
    }

    public String reason() {
        return cause.reason();
    }

    public String setAside() {
        return cause.setAside();
    }

    public long copies() {
        return taken.copies();
    }

    public long unreadable() {
        return taken.unreadable();
    }

    public long leftBehind() {
        return taken.leftBehind();
    }

    public Map<String, Integer> numbers() {
        return taken.numbers();
    }

    public int toldThrough() {
        return taken.toldThrough();
    }

    public Begun inPlace() {
        return with(true, seen);
    }

    public Begun confirmed() {
        return with(done, true);
    }

    private Begun with(boolean nowDone, boolean nowSeen) {
        return new Begun(installation, parents, cause, taken, damagedBoot, term, nowDone, nowSeen);
    }
}
