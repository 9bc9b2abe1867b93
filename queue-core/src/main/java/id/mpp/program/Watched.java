package id.mpp.program;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running program that can tell whether it makes progress. */
public interface Watched {
    /** Asks whether one duty is done now. */
    @FunctionalInterface
    interface Duty {
        /** What stands still, in a sentence; null where nothing does. Takes a few seconds at most. */
        @Nullable
        String trouble() throws InterruptedException;
    }

    /**
     * What the program has to do all the time, by name. A refusal in words, such as of a full disk, is progress;
     * silence is none.
     */
    Map<String, Duty> duties();
}
