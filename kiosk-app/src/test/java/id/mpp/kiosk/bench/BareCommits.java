package id.mpp.kiosk.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.HdrHistogram.Histogram;

/** The other ceiling: what the disk does. One row, one commit, WAL and synchronous FULL, from one thread. */
final class BareCommits {
    /** A typical event. */
    private static final int ROW_BYTES = 640;

    private BareCommits() {}

    static Histogram run(Path folder, int commits) throws SQLException {
        Histogram nanos = Load.histogram();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event (body) VALUES (?)")) {
                for (int i = 0; i < commits; i++) {
                    long from = System.nanoTime();
                    insert.setBytes(1, new byte[ROW_BYTES]);
                    insert.executeUpdate();
                    nanos.recordValue(System.nanoTime() - from);
                }
            }
        }
        return nanos;
    }
}
