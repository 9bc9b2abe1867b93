package id.mpp.kiosk.desk;

import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction carries, the version of the hall that it makes, and what is answered once it is on disk. The
 * desk's thread alone.
 */
final class Batch {
    /** A request and whoever waits for its answer. */
    record Pending(Desk.Request request, CompletableFuture<Desk.Reply> reply) {
        String scopedKey() {
            return request.scope() + " " + request.key();
        }

        void fail(RuntimeException why) {
            reply.completeExceptionally(why);
        }
    }

    private final QueueEngine engine;
    private final Moment at;
    private QueueState next;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Desk.Reply> outcomes = new ArrayList<>();
    private final List<Journal.Entry> entries = new ArrayList<>();
    private final List<Journal.Answer> answers = new ArrayList<>();
    private final Map<String, Journal.Answer> known = new HashMap<>();

    /** @param before the hall that it is decided upon */
    Batch(QueueEngine engine, QueueState before, Moment at) {
        this.engine = engine;
        this.next = before;
        this.at = at;
    }

    /** The hall as it is once this is on disk. */
    QueueState next() {
        return next;
    }

    Moment at() {
        return at;
    }

    List<Journal.Entry> entries() {
        return entries;
    }

    List<Journal.Answer> answers() {
        return answers;
    }

    List<Event> events() {
        return entries.stream().map(Journal.Entry::event).toList();
    }

    /** Decides a request upon those before it, and makes its answer. */
    void take(Pending one, Journal journal) throws Journal.JournalException {
        pending.add(one);
        Desk.Request request = one.request();
        Journal.Answer first = request.key() == null ? null : first(one.scopedKey(), journal);
        if (first != null) {
            boolean same = Arrays.equals(first.fingerprint(), request.fingerprint());
            outcomes.add(same ? new Desk.Reply.Answered(first.reply(), true) : new Desk.Reply.KeyReused());
            return;
        }
        Decision decision = decide(request.command());
        Desk.StoredReply reply = request.renderer().render(decision, next);
        outcomes.add(new Desk.Reply.Answered(reply, false));
        if (request.key() != null
                && decision instanceof Decision.Accepted accepted
                && !accepted.events().isEmpty()) {
            Journal.Answer answer = new Journal.Answer(
                    one.scopedKey(), request.fingerprint(), reply, next.day().ordinal());
            answers.add(answer);
            known.put(answer.key(), answer);
        }
    }

    /** Decides what belongs into the same commit and waits for no answer. */
    void accompany(Command command) {
        decide(command);
    }

    private Decision decide(Command command) {
        Decision decision = engine.decide(next, command, at);
        if (decision instanceof Decision.Accepted accepted) {
            for (Event event : accepted.events()) {
                next = QueueEngine.evolve(next, event, at);
                entries.add(new Journal.Entry(event, at, day(next)));
            }
        }
        return decision;
    }

    private Journal.@Nullable Answer first(String key, Journal journal) throws Journal.JournalException {
        Journal.Answer inBatch = known.get(key);
        return inBatch != null ? inBatch : journal.answer(key).orElse(null);
    }

    private static @Nullable LocalDate day(QueueState state) {
        return state.day().ordinal() == 0 ? null : state.day().label();
    }

    /** It is on disk, or needed no writing. */
    void answer() {
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).reply().complete(outcomes.get(i));
        }
    }
}
