package id.mpp.kiosk.equipment;

import id.mpp.queue.CounterId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.ZoneId;
import java.util.Optional;

/** Speaks: calls for boards, and the sentences of the kiosk's guide. */
@FunctionalInterface
public interface Announcements {
    /**
     * One call to be announced.
     *
     * @param recall 0 for the first call
     * @param last whether it is the last repetition that the hall allows
     */
    record Announced(
            TicketNumber number, CounterId counter, String counterLabel, ZoneId zone, int recall, boolean last) {}

    /**
     * Chime and voice as WAV; empty where this hall has no voice. May take a while and is called on a thread of its
     * own.
     */
    Optional<byte[]> wav(Announced call, String language);

    /**
     * A sentence of our own as WAV, without chime; empty where this hall has no voice. Takes its time like
     * {@link #wav}.
     */
    default Optional<byte[]> sentence(String sentence, String language) {
        return Optional.empty();
    }

    /** How a ticket's number, or a letter or digit of a code, is read in a sentence. */
    default String spelled(String characters, String language) {
        return characters;
    }

    /** A hall without a voice. */
    static Announcements silent() {
        return (call, language) -> Optional.empty();
    }
}
