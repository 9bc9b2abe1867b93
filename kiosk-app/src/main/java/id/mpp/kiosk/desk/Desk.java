package id.mpp.kiosk.desk;

import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.HallView;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the routes need of the hall's one writer. */
public interface Desk {
    /**
     * A command with the key under which it is carried out once.
     *
     * @param key null for commands that need none
     * @param scope route and actor the key belongs to
     * @param fingerprint of the request; the same key with another one is refused
     * @param renderer makes the answer that is stored with the events
     */
    record Request(@Nullable String key, String scope, byte[] fingerprint, Command command, Renderer renderer) {
        /** A command of the program's own, without a key: answered with 200 where it was accepted, else with 409. */
        public static Request ofProgram(String scope, Command command) {
            return new Request(
                    null,
                    scope,
                    new byte[0],
                    command,
                    (decision, after) ->
                            new StoredReply(decision instanceof Decision.Accepted ? 200 : 409, new byte[0]));
        }
    }

    /** Makes the answer, on the desk's thread, from the hall as it is after the decision; never blocks. */
    @FunctionalInterface
    interface Renderer {
        StoredReply render(Decision decision, HallView after);
    }

    /** An answer as it is stored and sent. */
    record StoredReply(int status, byte[] body) {}

    /** What became of a request. */
    sealed interface Reply {
        /** @param replayed whether this is the first answer again, to the same key */
        record Answered(StoredReply reply, boolean replayed) implements Reply {}

        /** Whether {@link Request#ofProgram} was carried out. */
        static boolean isDone(@Nullable Reply reply) {
            return reply instanceof Answered answered && answered.reply().status() == 200;
        }

        /** The key was used for something else. */
        record KeyReused() implements Reply {}
    }

    /** The mailbox is full or the journal cannot be written: nothing happened, and trying again later may help. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Journal.@Nullable Fault fault;

        public Unavailable(String message) {
            this(message, null);
        }

        /** @param fault of the disk, where that is why: then the same will be said until somebody mends it */
        public Unavailable(String message, Journal.@Nullable Fault fault) {
            super(message);
            this.fault = fault;
        }

        /** Null where it is not the disk. */
        public Journal.@Nullable Fault fault() {
            return fault;
        }
    }

    /** The disk hangs: the command may have been carried out or not, and the same key tells once it goes on. */
    final class OutcomeUnknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        public OutcomeUnknown(String message) {
            super(message);
        }
    }

    /**
     * Completes on the desk's thread once the events are on disk; exceptionally, and always within half a minute or so,
     * with {@link Unavailable} or {@link OutcomeUnknown}, or with what a rule or the renderer threw: then nothing
     * happened, and it would fail again.
     */
    CompletableFuture<Reply> submit(Request request);

    /**
     * Whether what is submitted can be written, as far as is known; else everything is refused until the disk works
     * again.
     */
    default boolean writable() {
        return true;
    }

    /** The hall after the last commit: for as long as it is kept, and whatever is committed meanwhile. Any thread. */
    HallView view();
}
