package id.mpp.kiosk.web;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hall's one writer in memory: the real engine on a thread of its own, without a journal. */
public final class TestDesk implements Desk, AutoCloseable {
    private record Remembered(byte[] fingerprint, StoredReply reply) {}

    private final QueueEngine engine;
    private volatile QueueState state = new QueueState();
    private final Supplier<Moment> now;
    private final Map<String, Remembered> remembered = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("test-desk").factory());
    private volatile @Nullable RuntimeException trouble;
    private volatile BiConsumer<List<Event>, Moment> listener = (events, at) -> {};

    public TestDesk(Hall hall, QueuePolicy policy, Supplier<Moment> now) {
        this.engine = new QueueEngine(hall, policy);
        this.now = now;
    }

    public void onCommit(BiConsumer<List<Event>, Moment> newListener) {
        listener = newListener;
    }

    /** From now on answers everything with this, as with a full mailbox or a dying disk; null ends it. */
    public void trouble(@Nullable RuntimeException now) {
        trouble = now;
    }

    /** Has a command carried out without HTTP and fails where it is refused. */
    public void must(Command command) {
        Reply reply = submit(new Request(null, "", new byte[0], command, (decision, after) -> {
                    if (decision instanceof Decision.Refused refused) {
                        throw new AssertionError("refused: " + refused);
                    }
                    return new StoredReply(200, new byte[0]);
                }))
                .join();
        if (!(reply instanceof Reply.Answered)) {
            throw new AssertionError(reply);
        }
    }

    @Override
    public CompletableFuture<Reply> submit(Request request) {
        return CompletableFuture.supplyAsync(() -> handle(request), thread);
    }

    @Override
    public HallView view() {
        return state;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Reply handle(Request request) {
        RuntimeException failure = trouble;
        if (failure != null) {
            throw failure;
        }
        String key = request.key() == null ? null : request.scope() + " " + request.key();
        Remembered known = key == null ? null : remembered.get(key);
        if (known != null) {
            return Arrays.equals(known.fingerprint(), request.fingerprint())
                    ? new Reply.Answered(known.reply(), true)
                    : new Reply.KeyReused();
        }
        Moment at = now.get();
        Decision decision = engine.decide(state, request.command(), at);
        QueueState next = decision instanceof Decision.Accepted(List<Event> events)
                ? QueueEngine.evolve(state, events, at)
                : state;
        StoredReply reply = request.renderer().render(decision, next);
        state = next;
        if (decision instanceof Decision.Accepted accepted) {
            if (key != null) {
                remembered.put(key, new Remembered(request.fingerprint(), reply));
            }
            listener.accept(accepted.events(), at);
        }
        return new Reply.Answered(reply, false);
    }
}
