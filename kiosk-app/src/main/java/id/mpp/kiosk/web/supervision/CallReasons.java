package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.CallOrder;
import id.mpp.queue.CallRule;
import id.mpp.queue.Moment;
import id.mpp.queue.Place;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketNumber;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why each number was called: the rule that decided, and how long both waited and how much that counted, for the one called and for
 * the one who would have been next.
 */
final class CallReasons {
    /** The newest calls that are shown; whoever asks for a number gets every call of that one. */
    private static final int MOST_CALLS = 200;

    private static final long MILLIS = 1_000;
    private static final double PERMILLE = 1_000;

    private record Call(TicketEvent.TicketCalled event, Moment at) {}

    private final DayHistory history;
    private final CallOrder order;
    private final HallTime time;

    CallReasons(DayHistory history, QueuePolicy policy, HallTime time) {
        this.history = history;
        this.order = new CallOrder(policy);
        this.time = time;
    }

    /**
     * Newest first. Blocks for the disk.
     *
     * @param only the calls of this number alone; null for the newest of all
     */
    byte[] bytes(HallView view, @Nullable TicketNumber only) {
        List<Call> asked = history.today(Set.of(TicketEvent.TicketCalled.class)).reversed().stream()
                .map(past -> new Call((TicketEvent.TicketCalled) past.event(), past.at()))
                .filter(call -> only == null || only.equals(call.event().number()))
                .toList();
        Map<TicketNumber, Ticket> tickets = new HashMap<>();
        view.tickets().forEach(ticket -> tickets.put(ticket.number(), ticket));
        return JsonBytes.object(out -> {
            out.writeArrayFieldStart("calls");
            for (Call call : asked.stream().limit(MOST_CALLS).toList()) {
                call(out, call, tickets);
            }
            out.writeEndArray();
            out.writeNumberField("total", asked.size());
        });
    }

    private void call(JsonGenerator out, Call call, Map<TicketNumber, Ticket> tickets) throws IOException {
        CallRule rule = call.event().rule();
        TicketNumber second = rule.runnerUp();
        boolean weighed = rule.kind() == CallRule.Kind.LONGEST_WEIGHTED_WAIT;
        out.writeStartObject();
        out.writeStringField("number", call.event().number().toString());
        out.writeStringField("counter", call.event().counter().value());
        out.writeStringField("service", call.event().service().value());
        out.writeStringField("calledAt", time.json(call.at()));
        out.writeStringField("actor", call.event().actor().value());
        out.writeStringField("kind", Words.of(rule.kind()));
        out.writeNumberField("score", rule.score());
        if (weighed) {
            wait(out, "wait", rule.score(), tickets.get(call.event().number()));
        }
        if (second != null) {
            out.writeStringField("runnerUp", second.toString());
            out.writeNumberField("runnerUpScore", rule.runnerUpScore());
            if (weighed) {
                wait(out, "runnerUpWait", rule.runnerUpScore(), tickets.get(second));
            }
        }
        out.writeEndObject();
    }

    /** The factors of a score. Where ages are weighed a ticket stands in the lane of its own class. */
    private void wait(JsonGenerator out, String field, long score, @Nullable Ticket ticket) throws IOException {
        if (ticket == null) {
            return;
        }
        long rate = order.rate(ticket.priority() ? Place.Kind.PRIORITY : Place.Kind.NORMAL);
        out.writeObjectFieldStart(field);
        out.writeNumberField("ageSeconds", Math.round(score * PERMILLE / rate) / MILLIS);
        out.writeNumberField("rate", rate / PERMILLE);
        out.writeNumberField("scoreSeconds", score / MILLIS);
        out.writeEndObject();
    }
}
