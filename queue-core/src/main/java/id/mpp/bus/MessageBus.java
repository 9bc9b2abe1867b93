package id.mpp.bus;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Messages at least once in both directions while a broker is there, and an honest no while it is not. It keeps nothing
 * on disk and repeats nothing by itself: an acknowledgement of the broker is no durability, so whoever needs one keeps
 * an outbox and waits for the answer of the other program.
 *
 * <p>Threads: all methods may be called from any thread. <b>The thread that takes deliveries must not wait for
 * {@link #send} or {@link #publish}</b>: when the inbox is full nothing is read from the broker, its acknowledgements
 * neither, and the two would wait for each other.
 */
public interface MessageBus extends AutoCloseable {
    /** Begins to connect, and goes on for ever; returns at once, also when no broker is there. */
    void start();

    /**
     * Hands a message to the broker. Waits while the send window is full; the future ends when the broker has
     * acknowledged, or with a {@link BusException} when there is no connection, it breaks, or the broker refuses. What
     * it does next runs on a thread of the bus and must neither wait nor call the bus.
     */
    CompletableFuture<Void> send(BusMessage message) throws InterruptedException;

    /**
     * The next received message, in the order in which the broker sent them; null when none came within
     * {@code patience}.
     */
    @Nullable
    Delivery poll(Duration patience) throws InterruptedException;

    /**
     * What to do before each attempt to connect, while nothing is received: to forget what held on the last connection.
     * On the bus's own thread; say it before {@link #start}, and neither wait nor send in it.
     */
    void beforeConnect(Runnable action);

    /**
     * What to do after each connect, when the subscriptions are in place; on the bus's own thread, in the order of
     * registration. Say it before {@link #start}. First deliveries may already have been taken by then. It may send,
     * and should be done within seconds: the sign of life waits for it.
     */
    void onConnected(Runnable action);

    BusState state();

    /**
     * Leaves this broker for the next address, where there are several; else nothing happens. Any thread; waits for
     * nothing.
     */
    void tryAnother(String why);

    /**
     * Says goodbye to the broker (its will is not published) and ends; what was not taken is delivered again next time.
     */
    @Override
    void close();

    /** As {@link #send}, and waits until the broker has it: whether it has within {@code patience}. */
    default boolean publish(BusMessage message, Duration patience) throws InterruptedException {
        CompletableFuture<Void> sent = send(message);
        try {
            sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
