package id.mpp.kiosk.web;

import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import io.javalin.config.RoutesConfig;
import java.util.List;

/**
 * One concern of the kiosk's pages, with everything that answers for it: it registers its own routes and hears of what
 * was committed.
 */
public interface Feature extends AutoCloseable {
    /** Adds its routes. */
    void register(RoutesConfig routes);

    /** Takes what the desk has committed; never blocks. */
    default void committed(List<Event> events, Moment at) {}

    /** Ends what it has open. */
    @Override
    default void close() {}
}
