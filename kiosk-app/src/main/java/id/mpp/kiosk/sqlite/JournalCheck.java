package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import id.mpp.queue.DayEvent;
import id.mpp.wire.Chain;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventHeader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Proves a journal: every row against the chain, every seal, every snapshot and every kept answer against its sum, and
 * SQLite's own check of the file. Reads only.
 */
public final class JournalCheck {
    /** Enough to see where the damage is. */
    private static final int MOST_FAULTS = 20;

    /** More would keep the hall waiting. */
    private static final int MOST_UNSENT = 50_000;

    private static final String DAY_CLOSED = "id.mpp.day.closed.v1";

    /**
     * What was found.
     *
     * @param events rows read
     * @param head the chain after the last one, in hexadecimal
     * @param faults in words; empty for a sound journal
     */
    public record Result(long events, long seals, String head, List<String> faults) {
        public Result {
            faults = List.copyOf(faults);
        }

        public boolean sound() {
            return faults.isEmpty();
        }
    }

    private final Connection connection;
    private final List<String> faults = new ArrayList<>();
    private long closedDays;

    private JournalCheck(Connection connection) {
        this.connection = connection;
    }

    /** Verifies all of it. */
    public static Result all(Path file) throws SQLException {
        try (Connection connection = JournalFile.open(file)) {
            Origin origin = Origin.read(connection);
            return new JournalCheck(connection).run(origin.baseSeq(), origin.baseHead(), true);
        }
    }

    /** Verifies what came after the last seal. */
    public static Result sinceLastSeal(Path file) throws SQLException {
        return since(file, Long.MAX_VALUE);
    }

    /**
     * Verifies what every start reads: what came after the last seal, and what is still to be sent to the server, of
     * which at most the last {@value #MOST_UNSENT}.
     *
     * @param acknowledged how far the server has it
     */
    public static Result since(Path file, long acknowledged) throws SQLException {
        try (Connection connection = JournalFile.open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT coalesce(max(through), 0) FROM seal),"
                        + " (SELECT coalesce(max(seq), 0) FROM event)")) {
            Origin origin = Origin.read(connection);
            long unsent = Math.max(acknowledged, row.getLong(2) - MOST_UNSENT);
            long from = Math.max(origin.baseSeq(), Math.min(row.getLong(1), unsent));
            return new JournalCheck(connection).run(from, head(connection, origin, from), false);
        }
    }

    /** What the events after this one are proved by: a seal holds it fast twice. */
    private static byte[] head(Connection connection, Origin origin, long seq) throws SQLException {
        if (seq == origin.baseSeq()) {
            return origin.baseHead();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT coalesce((SELECT head FROM seal"
                + " WHERE through = ?1), (SELECT chain FROM event WHERE seq = ?1))")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? bytes(row, 1) : new byte[0];
            }
        }
    }

    private Result run(long after, byte[] start, boolean everything) throws SQLException {
        long events = 0;
        long seals = 0;
        byte[] head = start;
        try {
            if (everything) {
                integrity();
                layout();
                installation();
                seals = seals();
                answers();
                snapshots();
            }
            Chain chain = new Chain();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq, body, chain FROM event WHERE seq > ? ORDER BY seq")) {
                select.setLong(1, after);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next() && faults.size() < MOST_FAULTS) {
                        head = row(rows, after + ++events, head, chain);
                    }
                }
            }
            if (everything && seals != closedDays && faults.isEmpty()) {
                faults.add(closedDays + " days were closed and " + seals + " are sealed");
            }
        } catch (SQLException e) {
            if (!everything) {
                // Whether it is the file or its disk decides what a start does.
                throw e;
            }
            faults.add("the file cannot be read to its end: " + e.getMessage());
        } catch (RuntimeException e) {
            faults.add("the file cannot be read to its end: " + e.getMessage());
        }
        return new Result(events, seals, HexFormat.of().formatHex(head), faults);
    }

    private byte[] row(ResultSet rows, long expected, byte[] previous, Chain chain) throws SQLException {
        long seq = rows.getLong(1);
        byte[] body = bytes(rows, 2);
        byte[] stored = bytes(rows, 3);
        if (seq != expected) {
            faults.add("event " + expected + " is missing");
        }
        if (!Arrays.equals(chain.next(previous, body), stored)) {
            faults.add("event " + seq + " is not what was journalled: its hash does not follow from the one before");
        }
        try {
            EventHeader header = EventCodec.header(body);
            if (header.seq() != seq) {
                faults.add("event " + seq + " says that it is number " + header.seq());
            }
            if (header.type().equals(DAY_CLOSED)) {
                closedDays++;
            }
        } catch (EventFormatException e) {
            faults.add("event " + seq + ": " + e.getMessage());
        }
        return stored;
    }

    /** A wrong bit may make nothing of a column that is never empty. */
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), new byte[0]);
    }

    private void integrity() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    faults.add("SQLite: " + rows.getString(1));
                }
            }
        }
    }

    /** The tables as this program makes them: a damaged definition reads the same rows differently. */
    private void layout() throws SQLException {
        try (Connection made = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            JournalLayout.migrate(made, Math.clamp(JournalLayout.version(connection), 1, JournalLayout.VERSION));
            if (!layout(made).equals(layout(connection))) {
                faults.add("the tables are not those of a journal of this program's version");
            }
        }
    }

    private static List<String> layout(Connection connection) throws SQLException {
        List<String> layout = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                layout.add(row.getString(1));
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")) {
                while (rows.next()) {
                    layout.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                            + rows.getString(4));
                }
            }
        }
        return layout;
    }

    /** The id of this journal and its term stand in each of its events too. */
    private void installation() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT value FROM meta WHERE name = 'installation'),"
                        + " body FROM event ORDER BY seq LIMIT 1")) {
            if (row.next()) {
                EventEnvelope first = EventCodec.decode(row.getBytes(2));
                if (!first.installation().equals(row.getString(1))) {
                    faults.add("the journal's id is not the one its events carry");
                }
                if (first.term() != Origin.read(connection).term()) {
                    faults.add("the journal's term is not the one its events carry");
                }
            }
        } catch (EventFormatException e) {
            faults.add("the first event: " + e.getMessage());
        }
    }

    /** Each closed day has its seal, and each seal says what the event says that closed the day. */
    private long seals() throws SQLException {
        long seals = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT s.through, s.head, e.chain, s.day, s.ordinal, e.body"
                        + " FROM seal s LEFT JOIN event e ON e.seq = s.through")) {
            while (rows.next()) {
                seals++;
                if (!Arrays.equals(rows.getBytes(2), rows.getBytes(3))
                        || !closes(rows.getBytes(6), rows.getString(4), rows.getInt(5))) {
                    faults.add("the seal of " + rows.getString(4) + " does not fit event " + rows.getLong(1));
                }
            }
        }
        return seals;
    }

    private static boolean closes(byte[] body, String day, int ordinal) {
        try {
            return EventCodec.decode(body).event() instanceof DayEvent.DayClosed closed
                    && closed.label().toString().equals(day)
                    && closed.ordinal() == ordinal;
        } catch (EventFormatException e) {
            return false;
        }
    }

    private void answers() throws SQLException {
        String when = JournalLayout.version(connection) < 3 ? "at" : "day";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT key, fingerprint, status, body, sum, " + when + " FROM answer")) {
            while (rows.next()) {
                Journal.Answer answer = new Journal.Answer(
                        rows.getString(1), rows.getBytes(2), new Desk.StoredReply(rows.getInt(3), rows.getBytes(4)), 0);
                if (!Arrays.equals(JournalFile.answerSum(answer, rows.getLong(6)), rows.getBytes(5))) {
                    faults.add("a kept answer is not what was answered");
                }
            }
        }
    }

    private void snapshots() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT through, state, sum FROM snapshot")) {
            while (rows.next()) {
                if (!JournalFile.sumFits(rows.getBytes(3), rows.getBytes(2))) {
                    faults.add("the snapshot at event " + rows.getLong(1) + " is damaged");
                }
            }
        }
    }
}
