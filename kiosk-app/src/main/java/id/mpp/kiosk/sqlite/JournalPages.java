package id.mpp.kiosk.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a journal of an older program pages of the size that is written least: SQLite cannot change it in a file that
 * is written ahead, so a copy is made beside it, compared, and put in its place as a whole. Whenever it is broken off,
 * the old file is there and complete. Where it cannot be done, for lack of room above all, the journal goes on with its
 * pages, and the next start tries again.
 */
final class JournalPages {
    private static final Logger LOG = LoggerFactory.getLogger(JournalPages.class);
    /** The copy, and as much again for what the hall writes meanwhile and after. */
    private static final int ROOM = 2;

    private JournalPages() {}

    /** Before the journal is opened; nobody else may have it open. */
    static void adopt(Path file) {
        Path copy = file.resolveSibling(file.getFileName() + "-pages");
        try {
            delete(copy);
            if (Files.exists(file) && Files.size(file) > 0 && pagesAreOld(file, copy)) {
                try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                if (Files.exists(Path.of(file + "-wal"))) {
                    throw new IOException("its log is in use");
                }
                sync(file);
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(file);
                LOG.info("the journal " + file + " was given pages of " + JournalFile.PAGE_BYTES + " bytes");
            }
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.warn("the journal keeps its pages, and costs the card more: " + e.getMessage());
            try {
                delete(copy);
            } catch (IOException left) {
                LOG.warn("cannot be taken away: " + left.getMessage());
            }
        }
    }

    /** Whether a copy with new pages was made; it holds what the file holds, and the file's log is empty. */
    private static boolean pagesAreOld(Path file, Path copy) throws SQLException, IOException {
        try (Connection connection = JournalFile.open(file);
                Statement statement = connection.createStatement()) {
            boolean old = JournalFile.number(statement, "page_size") != JournalFile.PAGE_BYTES
                    && JournalLayout.version(connection) == JournalLayout.VERSION;
            if (!old) {
                return false;
            }
            long bytes = JournalFile.number(statement, "page_count") * JournalFile.number(statement, "page_size");
            long room = Files.getFileStore(file).getUsableSpace();
            if (room < ROOM * bytes) {
                throw new IOException(
                        "a copy of " + bytes + " bytes needs " + ROOM + " times its size, and there are " + room);
            }
            statement.execute("PRAGMA page_size=" + JournalFile.PAGE_BYTES);
            statement.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
            compare(statement, copy);
            return true;
        }
    }

    private static void compare(Statement statement, Path copy) throws SQLException, IOException {
        try (Connection other = JournalFile.connect(copy);
                Statement there = other.createStatement()) {
            if (JournalFile.number(there, "page_size") != JournalFile.PAGE_BYTES) {
                throw new IOException("the copy has pages of " + JournalFile.number(there, "page_size") + " bytes");
            }
            for (String what : new String[] {
                "SELECT count(*) || ' ' || coalesce(max(seq), 0) || ' ' || coalesce(hex((SELECT chain FROM event"
                        + " ORDER BY seq DESC LIMIT 1)), '') FROM event",
                "SELECT count(*) || ' ' || coalesce(max(id), 0) FROM answer",
                "SELECT count(*) FROM seal",
                "SELECT value FROM meta WHERE name = 'installation'",
                "PRAGMA user_version"
            }) {
                if (!text(statement, what).equals(text(there, what))) {
                    throw new IOException("the copy is not what was copied: " + what);
                }
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void delete(Path copy) throws IOException {
        for (String part : new String[] {"", "-journal", "-wal", "-shm"}) {
            Files.deleteIfExists(Path.of(copy + part));
        }
    }
}
