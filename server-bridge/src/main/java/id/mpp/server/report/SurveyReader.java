package id.mpp.server.report;

import id.mpp.queue.Survey;
import java.time.LocalDate;
import java.util.List;

/** Reads what visitors said of their visits. May be called from any thread; sees what was committed. */
public interface SurveyReader {
    /** One answer. It does not lead to a person. */
    record Answer(String agency, Survey survey) {}

    /**
     * How many visitors could answer, and how many were asked to.
     *
     * @param served tickets finished at a counter
     * @param invited those of them that were chosen for the nine elements
     */
    record Asked(int served, int invited) {}

    /** All answers of these business days, both included. */
    List<Answer> answers(String branch, LocalDate from, LocalDate to);

    Asked asked(String branch, LocalDate from, LocalDate to);
}
