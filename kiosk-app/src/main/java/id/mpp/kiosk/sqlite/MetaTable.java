package id.mpp.kiosk.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The table {@code meta}: the name of this journal, and a place to try the disk with. */
final class MetaTable {
    /** As hexadecimal digits twice as many: more than any press writes. */
    private static final int PROOF_BYTES = 32 << 10;

    private MetaTable() {}

    /** The random id of this journal, made when it is first asked for. */
    static String installation(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR IGNORE INTO meta (name, value) VALUES ('installation', ?)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT value FROM meta WHERE name = 'installation'")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                return row.getString(1);
            }
        }
    }

    /**
     * Writes and syncs a row of its own: an open file proves nothing about a disk, nor does the last byte of a full
     * one.
     */
    static void proveDisk(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT OR REPLACE INTO meta (name, value) VALUES ('proof', hex(zeroblob(" + PROOF_BYTES + ")))");
            statement.executeUpdate("UPDATE meta SET value = '' WHERE name = 'proof'");
        }
    }
}
