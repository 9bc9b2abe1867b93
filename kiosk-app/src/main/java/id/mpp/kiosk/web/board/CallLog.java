package id.mpp.kiosk.web.board;

import id.mpp.kiosk.equipment.Announcements;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.ZoneId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest calls, for the board's list of recent ones and for their announcements. Keeps the newest few hundred; used
 * by one thread, the announcements' lookup by any.
 */
final class CallLog {
    /** Calls and recalls remembered; a busy hall makes some thirty in ten minutes. */
    private static final int MAX_CALLS = 400;
    /** How long an announcement can be fetched. */
    private static final Duration ANNOUNCED_FOR = Duration.ofMinutes(10);

    /** @param ticket never leaves the program */
    record Call(
            TicketId ticket,
            TicketNumber number,
            CounterId counter,
            String counterLabel,
            AgencyId agency,
            ZoneId zone,
            Moment at,
            int recall,
            String announcement) {}

    private final Hall hall;
    private final QueuePolicy policy;
    private final String boot;
    private final Deque<Call> newestFirst = new ArrayDeque<>();
    private final Map<String, Call> byAnnouncement = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MAX_CALLS;
        }
    };
    private long count;

    CallLog(Hall hall, QueuePolicy policy, String boot) {
        this.hall = hall;
        this.policy = policy;
        this.boot = boot;
    }

    /** Begins with the calls of the day that the state still knows. */
    synchronized void begin(HallView view) {
        newestFirst.clear();
        byAnnouncement.clear();
        view.tickets().stream()
                .filter(ticket -> ticket.calledAt() != null && ticket.counter() != null)
                .sorted(Comparator.comparing((Ticket ticket) -> at(ticket).wall())
                        .reversed())
                .limit(MAX_CALLS)
                .toList()
                .reversed()
                .forEach(ticket -> add(ticket, Objects.requireNonNull(ticket.counter()), at(ticket), ticket.recalls()));
    }

    synchronized Call called(TicketEvent.TicketCalled event, Ticket ticket, Moment at) {
        return add(ticket, event.counter(), at, 0);
    }

    synchronized Call resumed(TicketEvent.TicketResumed event, Ticket ticket, Moment at) {
        return add(ticket, event.counter(), at, 0);
    }

    synchronized Call recalled(TicketEvent.TicketRecalled event, Ticket ticket, Moment at) {
        return add(ticket, event.counter(), at, event.recall());
    }

    /** A call that was taken back was none. */
    synchronized void undone(TicketId ticket) {
        newestFirst.removeIf(call -> call.ticket().equals(ticket));
    }

    /** The latest call of each ticket, newest first, in a zone or in all. */
    synchronized List<Call> recent(@Nullable ZoneId zone, int most) {
        List<Call> recent = new ArrayList<>();
        Set<TicketId> seen = new HashSet<>();
        for (Call call : newestFirst) {
            if (recent.size() == most) {
                break;
            }
            if ((zone == null || zone.equals(call.zone())) && seen.add(call.ticket())) {
                recent.add(call);
            }
        }
        return recent;
    }

    /** The latest call of a ticket. */
    synchronized Optional<Call> latest(TicketId ticket) {
        return newestFirst.stream().filter(call -> call.ticket().equals(ticket)).findFirst();
    }

    /** What is to be said under an announcement's id; empty when there is none, or it is too old. */
    synchronized Optional<Announcements.Announced> announced(String id, Moment now) {
        Call call = byAnnouncement.get(id);
        if (call == null || now.since(call.at()).orElse(Duration.ZERO).compareTo(ANNOUNCED_FOR) > 0) {
            return Optional.empty();
        }
        return Optional.of(new Announcements.Announced(
                call.number(),
                call.counter(),
                call.counterLabel(),
                call.zone(),
                call.recall(),
                call.recall() > 0 && call.recall() >= policy.recallLimit()));
    }

    private Call add(Ticket ticket, CounterId counter, Moment at, int recall) {
        Counter place = hall.counter(counter).orElse(null);
        Call call = new Call(
                ticket.id(),
                ticket.number(),
                counter,
                place == null ? counter.value() : place.label(),
                ticket.agency(),
                place == null ? ticket.zone() : place.zone(),
                at,
                recall,
                boot + "-" + ++count);
        newestFirst.addFirst(call);
        byAnnouncement.put(call.announcement(), call);
        if (newestFirst.size() > MAX_CALLS) {
            newestFirst.removeLast();
        }
        return call;
    }

    private static Moment at(Ticket ticket) {
        return Objects.requireNonNull(ticket.calledAt());
    }
}
