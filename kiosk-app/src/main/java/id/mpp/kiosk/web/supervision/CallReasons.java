package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.ActorId;
import id.mpp.queue.CallOrder;
import id.mpp.queue.CallRule;
import id.mpp.queue.CounterId;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Place;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why each number was called: the rule that decided, and how long both waited and how much that counted, for the one
 * called and for the one who would have been next.
 */
final class CallReasons {
    /** The newest calls that are shown; whoever asks for a number gets every call of that one. */
    private static final int MOST_CALLS = 200;

    private static final long MILLIS = 1_000;
    private static final double PERMILLE = 1_000;

    private record Call(TicketEvent.TicketCalled event, Moment at) {}

    private record Calls(List<Row> calls, int total) {}

    /**
     * One flat object.
     *
     * @param waited null where the rule did not weigh waits, as is the other's
     * @param second null for nobody
     */
    private record Row(
            TicketNumber number,
            CounterId counter,
            ServiceId service,
            String calledAt,
            ActorId actor,
            String kind,
            long score,
            @JsonProperty("wait") @Nullable Wait waited,
            @JsonUnwrapped @Nullable RunnerUp second) {}

    /** Who would have been called instead. */
    private record RunnerUp(
            TicketNumber runnerUp,
            long runnerUpScore,
            @Nullable Wait runnerUpWait) {}

    /** The factors of a score. */
    private record Wait(long ageSeconds, double rate, long scoreSeconds) {}

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
        return JsonBytes.of(new Calls(
                asked.stream().limit(MOST_CALLS).map(call -> row(call, tickets)).toList(), asked.size()));
    }

    private Row row(Call call, Map<TicketNumber, Ticket> tickets) {
        TicketEvent.TicketCalled event = call.event();
        CallRule rule = event.rule();
        TicketNumber second = rule.runnerUp();
        boolean weighed = rule.kind() == CallRule.Kind.LONGEST_WEIGHTED_WAIT;
        return new Row(
                event.number(),
                event.counter(),
                event.service(),
                time.json(call.at()),
                event.actor(),
                Words.of(rule.kind()),
                rule.score(),
                weighed ? wait(rule.score(), tickets.get(event.number())) : null,
                second == null
                        ? null
                        : new RunnerUp(
                                second,
                                rule.runnerUpScore(),
                                weighed ? wait(rule.runnerUpScore(), tickets.get(second)) : null));
    }

    /** Where ages are weighed a ticket stands in the lane of its own class. */
    private @Nullable Wait wait(long score, @Nullable Ticket ticket) {
        if (ticket == null) {
            return null;
        }
        long rate = order.rate(ticket.priority() ? Place.Kind.PRIORITY : Place.Kind.NORMAL);
        return new Wait(Math.round(score * PERMILLE / rate) / MILLIS, rate / PERMILLE, score / MILLIS);
    }
}
