package id.mpp.server.sqlite;

import id.mpp.queue.FeedbackEvent.FeedbackGiven;
import id.mpp.queue.Survey;
import id.mpp.server.report.Leg.Day;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The answers to the survey, and how many visitors were invited. The event's token stays with the event. */
final class SurveyTable {
    private SurveyTable() {}

    static void add(Handle handle, FeedbackGiven given, Day day) {
        handle.execute(
                "INSERT INTO survey (branch, day, installation, ordinal, service, agency, rating, elements)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                day.branch(),
                day.label().toString(),
                day.installation(),
                day.ordinal(),
                given.service().value(),
                given.agency().value(),
                given.survey().rating(),
                digits(given.survey()));
    }

    static void invite(Handle handle, Day day) {
        handle.execute(
                "INSERT INTO survey_invitation (installation, ordinal, branch, day, invited) VALUES (?, ?, ?, ?, 1)"
                        + " ON CONFLICT (installation, ordinal) DO UPDATE SET invited = invited + 1",
                day.installation(),
                day.ordinal(),
                day.branch(),
                day.label().toString());
    }

    static void relabel(Handle handle, String installation, int ordinal, LocalDate label) {
        for (String table : List.of("survey", "survey_invitation")) {
            handle.execute(
                    "UPDATE " + table + " SET day = ? WHERE installation = ? AND ordinal = ?",
                    label.toString(),
                    installation,
                    ordinal);
        }
    }

    static Survey read(int rating, @Nullable String digits) {
        return new Survey(
                rating,
                digits == null
                        ? List.of()
                        : digits.chars()
                                .map(digit -> Character.digit(digit, 10))
                                .boxed()
                                .toList());
    }

    private static @Nullable String digits(Survey survey) {
        return survey.elements().isEmpty()
                ? null
                : survey.elements().stream().map(String::valueOf).collect(Collectors.joining());
    }
}
