package id.mpp.queue;

/** What citizens say of their visit. Anonymous: neither ticket nor counter nor officer is in it. */
public sealed interface FeedbackEvent extends Event {
    /**
     * @param token a one-way word for the ticket, so that each is answered once; only the hall can make it
     */
    record FeedbackGiven(String token, ServiceId service, AgencyId agency, Survey survey) implements FeedbackEvent {
        public FeedbackGiven {
            Checks.token("token", token);
        }
    }
}
