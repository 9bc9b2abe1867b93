package id.mpp.server.sqlite;

import id.mpp.server.report.LegState;
import id.mpp.server.report.SurveyReader;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the answers to the survey from a SQLite file. */
public final class SqliteSurveyReader implements SurveyReader {
    private static final String DAYS = " WHERE branch = ? AND day BETWEEN ? AND ?";

    private final SqliteDatabase database;

    public SqliteSurveyReader(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<Answer> answers(String branch, LocalDate from, LocalDate to) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT agency, rating, elements FROM survey" + DAYS)
                        .bind(0, branch)
                        .bind(1, from.toString())
                        .bind(2, to.toString())
                        .map((row, context) -> new Answer(
                                row.getString("agency"),
                                SurveyTable.read(row.getInt("rating"), row.getString("elements"))))
                        .list());
    }

    @Override
    public Asked asked(String branch, LocalDate from, LocalDate to) {
        return database.reader()
                .withHandle(handle -> new Asked(
                        number(
                                handle,
                                "SELECT COUNT(*) FROM leg" + DAYS + " AND state = '" + LegState.FINISHED.name() + "'",
                                branch,
                                from,
                                to),
                        number(
                                handle,
                                "SELECT COALESCE(SUM(invited), 0) FROM survey_invitation" + DAYS,
                                branch,
                                from,
                                to)));
    }

    private static int number(Handle handle, String query, String branch, LocalDate from, LocalDate to) {
        return handle.createQuery(query)
                .bind(0, branch)
                .bind(1, from.toString())
                .bind(2, to.toString())
                .mapTo(Integer.class)
                .one();
    }
}
