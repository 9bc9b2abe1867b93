package id.mpp.kiosk.web.survey;

import id.mpp.kiosk.desk.HallSecret;
import id.mpp.queue.TicketId;

/**
 * One-way words for a ticket, which only this hall can make. The word of the survey is journalled and the word of the
 * visit is shown beside a number, so they are made differently: whoever sees both cannot tell which answer belongs to
 * which number. Thread-safe.
 */
final class TicketTokens {
    private static final String VISIT = "visit ";

    private final HallSecret secret;

    TicketTokens(HallSecret secret) {
        this.secret = secret;
    }

    /** Under which the ticket's answer to the survey is kept. */
    String ofSurvey(TicketId id) {
        return secret.word(id.value());
    }

    /** Under which the rating tablet knows the visit that just ended. */
    String ofVisit(TicketId id) {
        return secret.word(VISIT + id.value());
    }
}
