package id.mpp.server.sqlite;

import id.mpp.server.report.Leg;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.LegState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows from which figures are made from a SQLite file. */
public final class SqliteLegReader implements LegReader {
    private static final String ORDER = " ORDER BY issued_at, ticket, leg";

    private final SqliteDatabase database;

    public SqliteLegReader(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<String> branches() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT branch FROM installation ORDER BY branch")
                        .mapTo(String.class)
                        .list());
    }

    @Override
    public List<Leg> legs(String branch, LocalDate from, LocalDate to) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT body FROM leg WHERE branch = ? AND day BETWEEN ? AND ?" + ORDER)
                        .bind(0, branch)
                        .bind(1, from.toString())
                        .bind(2, to.toString())
                        .mapTo(String.class)
                        .map(LegTable::read)
                        .list());
    }

    @Override
    public List<Leg> page(
            String branch, LocalDate from, LocalDate to, @Nullable LegState state, int offset, int limit) {
        String word = state == null ? null : state.name();
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT body FROM leg WHERE branch = ? AND day BETWEEN ? AND ?"
                                + " AND (? IS NULL OR state = ?)" + ORDER + " LIMIT ? OFFSET ?")
                        .bind(0, branch)
                        .bind(1, from.toString())
                        .bind(2, to.toString())
                        .bind(3, word)
                        .bind(4, word)
                        .bind(5, limit)
                        .bind(6, offset)
                        .mapTo(String.class)
                        .map(LegTable::read)
                        .list());
    }

    @Override
    public List<CounterRow> counters(String branch) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT * FROM counter WHERE branch = ? ORDER BY counter")
                        .bind(0, branch)
                        .map((row, context) -> new CounterRow(
                                row.getString("counter"),
                                row.getString("agency"),
                                row.getString("zone"),
                                row.getString("state"),
                                row.getString("reason"),
                                row.getLong("since")))
                        .list());
    }

    @Override
    public List<Leg> legs(DayRow day) {
        return database.reader().withHandle(handle -> LegTable.ofDay(handle, day.installation(), day.ordinal()));
    }

    @Override
    public Optional<DayRow> latestDay(String branch) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT d.* FROM business_day d JOIN installation i ON i.installation = d.installation"
                                        + " WHERE d.branch = ?"
                                        + " ORDER BY i.received_at DESC, i.id DESC, d.ordinal DESC LIMIT 1")
                        .bind(0, branch)
                        .map((row, context) -> new DayRow(
                                row.getString("installation"),
                                LocalDate.parse(row.getString("day")),
                                row.getInt("ordinal"),
                                row.getLong("opened_at"),
                                closedAt(row),
                                row.getBoolean("simulated")))
                        .findOne());
    }

    @Override
    public List<DisruptionRow> disruptions(String branch) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM disruption WHERE branch = ? AND in_force = 1 ORDER BY agency")
                        .bind(0, branch)
                        .map((row, context) -> new DisruptionRow(
                                row.getString("agency"), row.getString("reason"), row.getLong("since")))
                        .list());
    }

    private static @Nullable Long closedAt(ResultSet row) throws SQLException {
        long millis = row.getLong("closed_at");
        return row.wasNull() ? null : millis;
    }
}
