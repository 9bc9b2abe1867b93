package id.mpp.kiosk.sqlite;

import id.mpp.queue.DayEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The table {@code seal}: the events of a closed day are counted and their end is held fast, so what a seal covers need
 * not be verified at each start. The desk's thread alone.
 */
final class SealTable {
    private final PreparedStatement insert;

    SealTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT INTO seal (through, day, ordinal, head) VALUES (?, ?, ?, ?)");
    }

    /** @param through the event that closed the day */
    void seal(DayEvent.DayClosed closed, long through, byte[] head) throws SQLException {
        insert.setLong(1, through);
        insert.setString(2, closed.label().toString());
        insert.setInt(3, closed.ordinal());
        insert.setBytes(4, head);
        insert.executeUpdate();
    }
}
