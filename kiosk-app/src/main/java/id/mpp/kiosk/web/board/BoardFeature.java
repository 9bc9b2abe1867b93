package id.mpp.kiosk.web.board;

import id.mpp.file.FileTroubles;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import id.mpp.kiosk.web.Metrics;
import id.mpp.program.Workers;
import id.mpp.queue.ActorId;
import id.mpp.queue.CounterId;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ZoneId;
import id.mpp.web.EventStreams;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The hall's boards: their picture, the stream of what happens, which pages of the staff follow as well, and the sound
 * of calls.
 */
public final class BoardFeature implements Feature {
    private final Seats seats;
    private final BoardFeed feed;
    private final BoardRoutes routes;

    /**
     * @param voice the voice for boards
     * @param loudspeaker whether a zone has a loudspeaker of its own, so that its boards are to be silent
     * @param folder texts and pictures beside the calls
     * @param troubles hears what of the folder is left out
     */
    public BoardFeature(
            Kernel kernel,
            Announcements voice,
            Predicate<ZoneId> loudspeaker,
            Path folder,
            FileTroubles troubles,
            Workers workers) {
        Hall hall = kernel.hall();
        EventStreams<Listener> streams = new EventStreams<>();
        // Of this start: ids of streams and calls never mean those of an earlier one.
        String boot = UUID.randomUUID().toString();
        CallLog log = new CallLog(hall, kernel.policy(), boot);
        BoardJson json = new BoardJson(hall, log, kernel.time(), kernel.now(), loudspeaker);
        this.seats = new Seats(streams);
        this.feed = new BoardFeed(hall, kernel.desk(), log, json, boot, streams, seats, workers);
        BoardFolder notices = new BoardFolder(folder, hall.branch().languages(), troubles);
        this.routes = new BoardRoutes(hall, feed, log, voice, notices, kernel.guard(), kernel.now(), workers);
    }

    @Override
    public void register(RoutesConfig config) {
        routes.register(config);
    }

    /** Begins to follow the hall; the desk must be running. */
    public void start() {
        feed.start();
    }

    @Override
    public void committed(List<Event> events, Moment at) {
        feed.committed(events, at);
    }

    /** Officers' pages look again, because a device is not as it was before. Never blocks. */
    public void devicesChanged() {
        feed.devicesChanged();
    }

    /** The officers of all pages that show a counter's desk, one for each page. */
    public List<ActorId> officersAt(CounterId counter) {
        return seats.at(counter).stream().map(Seat::officer).toList();
    }

    /** Adds its figures. */
    public void addTo(Metrics metrics) {
        metrics.gauge("mpp_event_streams", "Event streams open", feed::streams)
                .counter("mpp_event_streams_dropped_total", "Event streams dropped because too slow", feed::dropped);
    }

    @Override
    public void close() {
        feed.close();
        routes.close();
    }
}
