package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal;
import id.mpp.wire.EventEnvelope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts around each event what says whose it is and which: the hall, the node, the journal, its term and the number. One
 * thread.
 */
final class Envelopes {
    private final SqliteJournal.Identity identity;
    private final String installation;
    private final long term;
    private final SecureRandom random = new SecureRandom();

    Envelopes(SqliteJournal.Identity identity, String installation, long term) {
        this.identity = identity;
        this.installation = installation;
        this.term = term;
    }

    /** @param copied of which event of another journal it is a copy; null for one that is of this journal alone */
    EventEnvelope wrap(Journal.Entry entry, long seq, EventEnvelope.@Nullable Copied copied) {
        return new EventEnvelope(
                uuid7(entry.at().wall()),
                new EventEnvelope.Origin(identity.branch(), identity.node(), installation, seq, term),
                entry.day(),
                entry.at(),
                identity.simulated(),
                copied,
                entry.event());
    }

    /** RFC 9562 version 7: the millisecond, then random bits. */
    private String uuid7(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
