package id.mpp.kiosk.sync;

import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketState;
import id.mpp.wire.Messages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells third-party displays what counters serve and how many wait. Topics and payloads hold numbers, never ticket ids.
 * Called on the desk's thread; waits for nobody.
 */
public final class HallDisplays {
    private final Hall hall;
    private final Supplier<HallView> view;
    private final DisplayFeed feed;

    public HallDisplays(Hall hall, Supplier<HallView> view, DisplayFeed feed) {
        this.hall = hall;
        this.view = view;
        this.feed = feed;
    }

    /** Publishes every value once, so that displays of a hall that was just started are true. */
    public void start() {
        hall.counters().forEach(counter -> serving(counter.id()));
        hall.services().forEach(service -> waiting(service.id()));
    }

    /** Takes what the desk has committed. */
    public void committed(List<Event> events) {
        Set<CounterId> counters = new LinkedHashSet<>();
        Set<ServiceId> services = new LinkedHashSet<>();
        for (Event event : events) {
            if (event instanceof CounterEvent counter) {
                counters.add(counter.counter());
            } else if (event instanceof TicketEvent ticket) {
                view.get().ticket(ticket.ticket()).ifPresent(now -> touched(now, counters, services));
                if (ticket instanceof TicketEvent.TicketTransferred moved) {
                    services.add(moved.fromService());
                }
            }
        }
        counters.forEach(this::serving);
        services.forEach(this::waiting);
    }

    private static void touched(Ticket ticket, Set<CounterId> counters, Set<ServiceId> services) {
        services.add(ticket.service());
        CounterId counter = ticket.counter();
        if (counter != null) {
            counters.add(counter);
        }
    }

    private void serving(CounterId id) {
        CounterState counter = view.get().counter(id).orElse(null);
        Ticket current = counter == null || counter.current() == null
                ? null
                : view.get().ticket(counter.current()).orElse(null);
        String number = current == null ? "" : current.number().toString();
        feed.serving(new Messages.Serving(number, id.value(), state(counter, current)));
    }

    private static String state(@Nullable CounterState counter, @Nullable Ticket current) {
        if (counter == null) {
            return "closed";
        }
        if (current != null) {
            return current.state() == TicketState.SERVING ? "serving" : "called";
        }
        return counter.paused() ? "paused" : "open";
    }

    /** How many wait for a discreet service is on no display: its name is in the topic. */
    private void waiting(ServiceId service) {
        if (hall.service(service).map(ServiceType::discreet).orElse(false)) {
            return;
        }
        feed.waiting(new Messages.Waiting(service.value(), view.get().waiting(service)));
    }
}
