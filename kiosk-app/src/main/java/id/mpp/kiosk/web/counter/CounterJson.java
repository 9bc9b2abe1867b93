package id.mpp.kiosk.web.counter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.CounterAnswer;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JournalAnswer;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.TicketAnswer;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.queue.ActorId;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Disruption;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter as its officer sees it. */
final class CounterJson {
    /** Parked tickets and no-shows of one counter's services. */
    private static final int MAX_ASIDE = 50;

    /** Everything an officer's page shows of the own counter: one flat object, whose groups are in its order. */
    private record DeskAnswer(
            CounterAnswer counter,
            @JsonUnwrapped Hall hall,
            @JsonUnwrapped Staff staff,
            @JsonUnwrapped Tickets tickets,
            int recallLimit,
            @Nullable Undo undo,
            @JsonUnwrapped Rest rest) {}

    private record Hall(
            DayAnswer day,
            boolean clockTrusted,
            @Nullable JournalAnswer journal,
            @Nullable Outage disruption) {}

    /**
     * @param pages how many pages show this desk
     * @param officers who sits at them
     */
    private record Staff(int pages, List<ActorId> officers) {}

    /**
     * @param ticket the one at the counter; null for none
     * @param note word about it; null for none
     */
    private record Tickets(
            @Nullable TicketAnswer ticket,
            @Nullable String note,
            List<WaitingLine.Row> waiting,
            int waitingTotal,
            List<TicketAnswer> parked,
            List<TicketAnswer> noShows) {}

    /** @param devices those somebody should look after */
    private record Rest(List<Device> devices, int servedToday, long version) {}

    /** What the agency's own system does, as far as it changes the officer's work. */
    private record Outage(String reason, @Nullable String expectedEnd) {}

    private record Undo(String what, TicketNumber number) {}

    private record Device(String id, boolean working, List<String> conditions, Map<String, String> sentence) {}

    private final QueuePolicy policy;
    private final TicketJson tickets;
    private final HallTime time;
    private final WaitingLine line;
    private final Function<CounterId, List<ActorId>> seated;
    private final Supplier<Moment> now;
    private final Supplier<List<DeviceHealth>> devices;
    private final JournalNotice journal;

    /** @param seated the officers of all pages that show a counter's desk, one for each page */
    CounterJson(
            QueuePolicy policy,
            TicketJson tickets,
            HallTime time,
            WaitingLine line,
            Function<CounterId, List<ActorId>> seated,
            Supplier<Moment> now,
            Supplier<List<DeviceHealth>> devices,
            JournalNotice journal) {
        this.policy = policy;
        this.tickets = tickets;
        this.time = time;
        this.line = line;
        this.seated = seated;
        this.now = now;
        this.devices = devices;
        this.journal = journal;
    }

    /** Everything an officer's page shows of the own counter. */
    byte[] desk(Counter counter, HallView view) {
        CounterState state = view.counter(counter.id()).orElse(null);
        return JsonBytes.of(new DeskAnswer(
                CounterAnswer.of(counter, view),
                new Hall(
                        DayAnswer.of(view.day()),
                        now.get().trusted(),
                        JournalAnswer.of(journal, view.day()),
                        disruption(counter, view)),
                staff(counter),
                tickets(counter, state, view),
                policy.recallLimit(),
                undo(state, view),
                new Rest(attention(), state == null ? 0 : state.finished(), view.version())));
    }

    private Staff staff(Counter counter) {
        List<ActorId> officers = seated.apply(counter.id());
        return new Staff(
                officers.size(),
                officers.stream()
                        .distinct()
                        .sorted(Comparator.comparing(ActorId::value))
                        .toList());
    }

    private Tickets tickets(Counter counter, @Nullable CounterState state, HallView view) {
        List<ServiceId> services = CounterAnswer.services(counter, state);
        Ticket current = CounterAnswer.current(state, view);
        return new Tickets(
                current == null ? null : tickets.answer(current, view),
                current == null || current.remark().isEmpty() ? null : current.remark(),
                line.rows(counter.id(), services, view),
                WaitingLine.total(counter.id(), services, view),
                aside(TicketState.PARKED, services, view),
                aside(TicketState.NO_SHOW, services, view));
    }

    private @Nullable Outage disruption(Counter counter, HallView view) {
        Disruption declared = view.disruption(counter.agency()).orElse(null);
        if (declared == null) {
            return null;
        }
        Instant end = declared.expectedEnd();
        return new Outage(declared.reason(), end == null ? null : time.json(end));
    }

    private List<Device> attention() {
        return devices.get().stream()
                .filter(DeviceHealth::wantsAttention)
                .map(device -> new Device(
                        device.id(),
                        device.working(),
                        device.conditions(),
                        device.sentence().byLanguage()))
                .toList();
    }

    private List<TicketAnswer> aside(TicketState state, List<ServiceId> services, HallView view) {
        Moment at = now.get();
        return view.tickets().stream()
                .filter(ticket -> ticket.state() == state && services.contains(ticket.service()))
                .filter(ticket -> state != TicketState.NO_SHOW || mayComeBack(ticket, at))
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.place().order()))
                .limit(MAX_ASIDE)
                .map(ticket -> tickets.answer(ticket, view))
                .toList();
    }

    private boolean mayComeBack(Ticket ticket, Moment at) {
        Moment ended = ticket.endedAt();
        return ended == null || at.since(ended).orElse(Duration.ZERO).compareTo(policy.noShowTolerance()) <= 0;
    }

    private static @Nullable Undo undo(@Nullable CounterState state, HallView view) {
        TicketId last = state == null ? null : state.last();
        Ticket ticket = last == null ? null : view.ticket(last).orElse(null);
        return state != null
                        && ticket != null
                        && ticket.transition() != null
                        && state.id().equals(ticket.counter())
                ? new Undo(ticket.transition().word(), ticket.number())
                : null;
    }
}
