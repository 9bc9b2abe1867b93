package id.mpp.kiosk.web;

import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.web.ProblemTexts;
import io.javalin.config.JavalinConfig;
import java.util.List;

/**
 * All features of the kiosk's pages as one: {@link #register} goes into the server's configuration, {@link #committed}
 * to the desk's commits.
 */
public final class KioskApi implements AutoCloseable {
    private final List<Feature> features;

    /** @param features in the order in which they register their routes; closed in the opposite order */
    public KioskApi(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    /** The sentences of all problems of the kiosk, for the server. */
    public static ProblemTexts texts(Hall hall) {
        return ProblemTexts.load(hall.branch().languages(), "messages/problems");
    }

    /** Adds all routes. */
    public void register(JavalinConfig config) {
        features.forEach(feature -> feature.register(config.routes));
    }

    /** Takes what the desk has committed; never blocks. */
    public void committed(List<Event> events, Moment at) {
        features.forEach(feature -> feature.committed(events, at));
    }

    @Override
    public void close() {
        features.reversed().forEach(Feature::close);
    }
}
