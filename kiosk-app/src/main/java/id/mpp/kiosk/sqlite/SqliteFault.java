package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal.Fault;
import id.mpp.kiosk.desk.Journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import org.sqlite.SQLiteException;

/** Tells what kind of fault an exception of SQLite is. */
final class SqliteFault {
    private static final int PRIMARY = 0xff;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;
    /** No code, or what a wrong definition of the tables, a wrong type or a row that is there twice leads to. */
    private static final Set<Integer> DAMAGE = Set.of(0, 1, CORRUPT, 18, 19, 20, 24, NOTADB);
    /** With less room than this a disk is full: the journal's shared memory alone takes 32 KiB. */
    private static final long NO_ROOM_BYTES = 256 << 10;

    private static final int PROBE_BYTES = 4_096;

    private SqliteFault() {}

    /** @param file the journal, whose disk is looked at where the exception does not tell */
    static JournalException of(Exception e, Path file) {
        return new JournalException(String.valueOf(e.getMessage()), kind(e, file), e);
    }

    static Fault kind(Exception e, Path file) {
        return switch (code(e)) {
            case FULL -> Fault.FULL;
            case READONLY -> Fault.READ_ONLY;
            case IOERR, CANTOPEN -> ofDisk(file, Fault.FAILING);
            case BUSY, LOCKED, PROTOCOL -> Fault.FAILING;
            // A dying disk makes SQLite read nonsense: only a disk that works has a damaged file on it.
            case CORRUPT, NOTADB -> ofDisk(file, Fault.DAMAGED);
            default -> e instanceof IOException ? Fault.FAILING : Fault.DAMAGED;
        };
    }

    /** What this program itself finds wrong with the file. */
    static SQLException damage(String what) {
        return new SQLException(what, null, CORRUPT);
    }

    /**
     * Whether the file is not what was written: not its disk, not another program, not a journal of a newer version.
     */
    static boolean isDamage(Exception e, Path file) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLFeatureNotSupportedException) {
                return false;
            }
        }
        return DAMAGE.contains(code(e)) && !(e instanceof IOException) && ofDisk(file, Fault.DAMAGED) == Fault.DAMAGED;
    }

    private static int code(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode().code & PRIMARY;
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() > 0) {
                return sql.getErrorCode() & PRIMARY;
            }
        }
        return 0;
    }

    /** Whether the disk takes and keeps a page; {@code otherwise} where it does. */
    private static Fault ofDisk(Path file, Fault otherwise) {
        Path probe = file.resolveSibling(file.getFileName() + "-probe");
        try {
            if (Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < NO_ROOM_BYTES) {
                return Fault.FULL;
            }
            try (FileChannel channel = FileChannel.open(
                    probe,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                ByteBuffer page = ByteBuffer.allocate(PROBE_BYTES);
                while (page.hasRemaining()) {
                    channel.write(page);
                }
                channel.force(true);
            }
            return otherwise;
        } catch (IOException e) {
            return kind(e);
        }
    }

    static Fault kind(IOException e) {
        String words = String.valueOf(e.getMessage());
        if (words.contains("No space left on device")) {
            return Fault.FULL;
        }
        return words.contains("Read-only file system") ? Fault.READ_ONLY : Fault.FAILING;
    }
}
