package id.mpp.web;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of {@link EventStreams}. */
public final class EventStream<K> {
    /** Some seconds of a very busy hall; whoever is further behind starts again with a snapshot. */
    private static final int MAX_QUEUED = 64;

    private static final StreamEvent END = StreamEvent.of("", "end", new byte[0]);

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final K about;
    private final Duration heartbeat;
    private final Consumer<EventStream<K>> onEnd;
    private final BlockingQueue<StreamEvent> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private volatile boolean closed;
    private volatile @Nullable EndPoint connection;

    EventStream(K about, Duration heartbeat, Consumer<EventStream<K>> onEnd) {
        this.about = about;
        this.heartbeat = heartbeat;
        this.onEnd = onEnd;
    }

    K about() {
        return about;
    }

    /** @return false where the queue is full */
    boolean offer(StreamEvent event) {
        return queue.offer(event);
    }

    /** Answers a request with the stream and stays with it, on the request's own virtual thread, until it ends. */
    public void answer(Context ctx) {
        HttpServletResponse response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        connection = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        try {
            write(response);
        } catch (IOException e) {
            LOG.debug("the client of an event stream is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            onEnd.accept(this);
        }
    }

    /** Ends the stream in order; what is queued is not sent any more. */
    void close() {
        closed = true;
        queue.clear();
        // Wakes the writer; where the queue is full again already, it is awake.
        var _ = queue.offer(END);
    }

    /**
     * Cuts the connection of a client that does not read: its writer is stuck in a write, which must not be
     * interrupted.
     */
    void cut() {
        closed = true;
        EndPoint line = connection;
        if (line != null) {
            line.close();
        }
    }

    private void write(HttpServletResponse response) throws IOException, InterruptedException {
        OutputStream out = response.getOutputStream();
        response.flushBuffer();
        StreamEvent event = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        while (!closed) {
            out.write(event == null ? StreamEvent.BEAT.bytes() : event.bytes());
            event = queue.poll();
            if (event == null) {
                out.flush();
                event = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
