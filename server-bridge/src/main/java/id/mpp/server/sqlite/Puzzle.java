package id.mpp.server.sqlite;

import id.mpp.server.ingest.Unreadable;
import id.mpp.server.sqlite.alarm.Evidence;
import id.mpp.wire.Chain;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of events whose envelope cannot be read. The hash chain tells in which journal they are the next
 * event. At first such an event is only evidence, and the kiosk is asked for it again. When the same bytes come a
 * second time, they are the journal's own and are stored as they are, so that one broken event does not stop a hall for
 * ever.
 */
final class Puzzle {
    /**
     * How many journals of a node are tried, the latest first. Hashing is work, and a node writes one journal at a
     * time.
     */
    private static final int JOURNALS_TRIED = 3;

    private final Handle handle;
    private final InstallationTable installations;
    private final long now;
    private final Chain chain = new Chain();

    /** An event with its place: it is the next one of the row and is stored in the table. */
    record Piece(InstallationRow row, byte[] stored, byte[] chain, String reason) {}

    Puzzle(Handle handle, InstallationTable installations, long now) {
        this.handle = handle;
        this.installations = installations;
        this.now = now;
    }

    /**
     * The pieces that have a place, one after another. The caller moves the row on before it asks for the next piece.
     */
    Iterable<Piece> fitPieces(List<Unreadable> unreadable) {
        return () -> new Iterator<>() {
            private final Iterator<Unreadable> left = unreadable.iterator();
            private @Nullable Piece next;

            @Override
            public boolean hasNext() {
                while (next == null && left.hasNext()) {
                    next = fitPieces(left.next());
                }
                return next != null;
            }

            @Override
            public Piece next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Piece found = Objects.requireNonNull(next);
                next = null;
                return found;
            }
        };
    }

    private @Nullable Piece fitPieces(Unreadable piece) {
        boolean again = Evidence.keep(handle, piece.asDeadLetter(), now);
        if (!again) {
            return null;
        }
        List<InstallationRow> rows = installations.ofHall(handle, piece.from().branch()).reversed().stream()
                .filter(row -> row.node.equals(piece.from().node()))
                .limit(JOURNALS_TRIED)
                .toList();
        for (InstallationRow row : rows) {
            if (Arrays.equals(chain.next(row.head, piece.stored()), piece.chain())
                    && EventTable.insertUnreadable(handle, row, piece, now)) {
                row.highest = Math.max(row.highest, row.through + 1);
                return new Piece(row, piece.stored(), piece.chain(), piece.reason());
            }
        }
        return null;
    }
}
