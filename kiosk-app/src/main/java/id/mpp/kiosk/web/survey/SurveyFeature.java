package id.mpp.kiosk.web.survey;

import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** What citizens say of their visits, on their phones and at the tablets of the counters. */
public final class SurveyFeature implements Feature {
    private final EndedVisits ended = new EndedVisits();
    private final FeedbackRoutes feedback;
    private final RatingRoutes ratings;

    /** @param secret turns a ticket into the token of its feedback */
    public SurveyFeature(Kernel kernel, HallSecret secret) {
        TicketTokens tokens = new TicketTokens(secret);
        this.feedback = new FeedbackRoutes(kernel.desk(), kernel.calls(), tokens);
        this.ratings = new RatingRoutes(kernel.hall(), kernel.desk(), ended, tokens, feedback, kernel.now());
    }

    @Override
    public void register(RoutesConfig config) {
        feedback.register(config);
        ratings.register(config);
    }

    @Override
    public void committed(List<Event> events, Moment at) {
        ended.committed(events, at);
    }
}
