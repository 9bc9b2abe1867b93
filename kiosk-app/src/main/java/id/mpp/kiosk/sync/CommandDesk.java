package id.mpp.kiosk.sync;

import id.mpp.bus.Delivery;
import id.mpp.wire.Messages.Command;
import id.mpp.wire.Messages.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's commands: each id is carried out once and answered as often as it is asked. Not thread-safe: the relay
 * guards it.
 */
final class CommandDesk {
    /** Answers kept; a server asks again within seconds or never. */
    private static final int MAX_ANSWERS = 200;
    /** Commands that wait; a server that asks for more at once hears no. */
    private static final int MAX_JOBS = 50;

    /** Events to send again. */
    static final class Resend {
        final String id;
        final long to;
        final Delivery delivery;
        long next;

        Resend(String id, long from, long to, Delivery delivery) {
            this.id = id;
            this.next = from;
            this.to = to;
            this.delivery = delivery;
        }
    }

    /** @param delivery is acknowledged when the answer is out */
    record Answer(String id, Reply reply, Delivery delivery) {}

    private final Deque<Resend> resends = new ArrayDeque<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final SequencedMap<String, Reply> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reply> eldest) {
            return size() > MAX_ANSWERS;
        }
    };

    void take(String id, Command command, long lastSeq, Delivery delivery) {
        Reply before = given.get(id);
        if (before != null) {
            answers.addLast(new Answer(id, before, delivery));
        } else if (resends.stream().anyMatch(resend -> resend.id.equals(id))) {
            delivery.acknowledge();
        } else {
            begin(id, command, lastSeq, delivery);
        }
    }

    private void begin(String id, Command command, long lastSeq, Delivery delivery) {
        long to = command.to() == 0 ? lastSeq : Math.min(command.to(), lastSeq);
        if (!"resend".equals(command.name())) {
            finish(id, new Reply("refused", "this version knows no such command"), delivery);
        } else if (command.from() < 1 || command.from() > to) {
            finish(id, new Reply("refused", "there are events 1 to " + lastSeq), delivery);
        } else if (resends.size() >= MAX_JOBS) {
            finish(id, new Reply("refused", "too many commands wait; ask again later"), delivery);
        } else {
            resends.addLast(new Resend(id, command.from(), to, delivery));
        }
    }

    @Nullable
    Resend currentResend() {
        return resends.peekFirst();
    }

    /** The current resend has come to its end. */
    void finishResend(Resend resend, Reply reply) {
        if (resends.remove(resend)) {
            finish(resend.id, reply, resend.delivery);
        }
    }

    @Nullable
    Answer nextAnswer() {
        return answers.peekFirst();
    }

    void answered(Answer answer) {
        answers.remove(answer);
    }

    private void finish(String id, Reply reply, Delivery delivery) {
        given.put(id, reply);
        answers.addLast(new Answer(id, reply, delivery));
    }
}
