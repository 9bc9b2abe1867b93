package id.mpp.server.sqlite;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Tells a fault of the store from a fault of the event it was working on. */
final class StoreFaults {
    /**
     * Error codes that a value can cause: a constraint, a wrong type, too large, out of range. All other codes come
     * from the store itself.
     */
    private static final Set<Integer> OF_VALUES = Set.of(
            SQLiteErrorCode.SQLITE_CONSTRAINT.code,
            SQLiteErrorCode.SQLITE_MISMATCH.code,
            SQLiteErrorCode.SQLITE_TOOBIG.code,
            SQLiteErrorCode.SQLITE_RANGE.code);

    /** The mask for the error code without its extension. */
    private static final int PRIMARY = 0xff;

    private StoreFaults() {}

    /** Whether the disk, the file or the connection failed, so that the same work may go through another time. */
    static boolean isOfStore(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return !OF_VALUES.contains(sql.getErrorCode() & PRIMARY);
            }
        }
        return false;
    }
}
