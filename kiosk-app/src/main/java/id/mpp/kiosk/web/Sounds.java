package id.mpp.kiosk.web;

import id.mpp.program.Lane;
import id.mpp.program.Workers;
import id.mpp.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Sounds that were asked for: made one after another on a thread of their own, and the latest of them kept. Usable from
 * any thread.
 */
public final class Sounds implements AutoCloseable {
    private static final int MAX_WAITING = 32;

    private final Lane maker;
    private final Map<String, CompletableFuture<Optional<byte[]>>> kept;

    /**
     * @param name of the thread
     * @param mostKept sounds of about 200 kB each
     */
    public Sounds(String name, int mostKept, Workers workers) {
        this.maker = workers.lane(name, MAX_WAITING);
        this.kept = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Optional<byte[]>>> eldest) {
                return size() > mostKept;
            }
        };
    }

    /**
     * The sound of that name, made now where it is not kept.
     *
     * @throws id.mpp.web.ProblemException 503 where too many wait
     */
    public synchronized CompletableFuture<Optional<byte[]>> get(String name, Supplier<Optional<byte[]>> sound) {
        CompletableFuture<Optional<byte[]>> known = kept.get(name);
        if (known != null && !failed(known)) {
            return known;
        }
        try {
            CompletableFuture<Optional<byte[]>> made = maker.submit(sound);
            kept.put(name, made);
            return made;
        } catch (RejectedExecutionException e) {
            throw unavailable();
        }
    }

    /** What a page is told that is to ask again later. */
    public static RuntimeException unavailable() {
        return Problem.of(503, "unavailable").header("Retry-After", "1").thrown();
    }

    @Override
    public void close() {
        maker.close();
    }

    /** Without a voice now, there may be one later. */
    private static boolean failed(CompletableFuture<Optional<byte[]>> sound) {
        return sound.isCompletedExceptionally()
                || (sound.isDone() && sound.getNow(Optional.empty()).isEmpty());
    }
}
