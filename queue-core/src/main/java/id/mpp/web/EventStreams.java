package id.mpp.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Open server-sent event streams. Each has a short queue and stays on its request's virtual thread, which writes to its
 * socket, so that a slow or dead client delays nobody: when its queue is full it is dropped, and its browser comes back
 * with {@code Last-Event-ID}.
 *
 * @param <K> what a stream is about, such as a zone
 */
public final class EventStreams<K> implements AutoCloseable {
    /** Boards, counters and phones of the largest hall; more are refused, so that memory stays bounded. */
    public static final int MAX_STREAMS = 256;
    /** Keeps proxies and idle time-outs away and finds clients that are gone. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Duration heartbeat;
    private final Set<EventStream<K>> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong dropped = new AtomicLong();

    public EventStreams() {
        this(HEARTBEAT);
    }

    EventStreams(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** {@link #add Adds} a stream and answers the request with it; returns when it ends. */
    public void open(Context ctx, K about, List<StreamEvent> first) {
        add(about, first).answer(ctx);
    }

    /**
     * Adds a stream, which gets everything published from now on; {@link EventStream#answer} then writes it.
     *
     * @param first what the client gets before that
     * @throws ProblemException 503 when there are too many
     */
    public EventStream<K> add(K about, List<StreamEvent> first) {
        if (open.size() >= MAX_STREAMS) {
            throw Problem.of(503, "streams-full")
                    .with("limit", MAX_STREAMS)
                    .header("Retry-After", "10")
                    .thrown();
        }
        EventStream<K> stream = new EventStream<>(about, heartbeat, open::remove);
        first.forEach(stream::offer);
        open.add(stream);
        return stream;
    }

    /** Gives an event to every stream it is for; never blocks. */
    public void publish(StreamEvent event, Predicate<K> to) {
        open.removeIf(stream -> {
            boolean tooSlow = to.test(stream.about()) && !stream.offer(event);
            if (tooSlow) {
                dropped.incrementAndGet();
                stream.cut();
            }
            return tooSlow;
        });
    }

    /** Ends some streams in order, such as one whose page has been replaced. */
    public void end(Predicate<K> which) {
        open.removeIf(stream -> {
            boolean ends = which.test(stream.about());
            if (ends) {
                stream.close();
            }
            return ends;
        });
    }

    /** Writes a comment to some streams, so that clients which are gone are found out before the next heartbeat. */
    public void probe(Predicate<K> which) {
        publish(StreamEvent.BEAT, which);
    }

    /** What the streams that are open now are about, in no order. */
    public List<K> about() {
        return open.stream().map(EventStream::about).toList();
    }

    /** How many are open now. */
    public int count() {
        return open.size();
    }

    /** How many were dropped because they were too slow. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        open.forEach(EventStream::close);
    }
}
