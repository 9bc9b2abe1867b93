package id.mpp.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issuing, admitting and cancelling tickets; numbers from blocks that one node owns. */
final class IssueRules {
    private final Hall hall;
    private final QueuePolicy policy;
    private final AdmissionPolicy admission;
    private final WaitEstimate estimate;

    IssueRules(Hall hall, QueuePolicy policy, AdmissionPolicy admission) {
        this.hall = hall;
        this.policy = policy;
        this.admission = admission;
        this.estimate = new WaitEstimate(hall, policy);
    }

    Decision issue(QueueState state, Command.IssueTicket command, Moment now) {
        ServiceType service = hall.service(command.wish().service()).orElse(null);
        if (service == null) {
            return Decision.refuse(new Refusal.ServiceUnknown(command.wish().service()));
        }
        Booking booking = command.booking();
        CheckIn checkIn = booking == null ? null : checkIn(booking, now);
        Optional<Refusal> refusal = (booking == null ? Optional.<Refusal>empty() : tooEarlyOrUsed(state, booking, now))
                .or(() -> admission.check(service, state, now, checkIn == CheckIn.ON_TIME));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        TicketId visit = command.visit();
        if (visit != null && !state.tickets.containsKey(visit)) {
            return Decision.refuse(new Refusal.TicketUnknown(visit));
        }
        if (state.tickets.containsKey(command.ticket())) {
            return Decision.refuse(new Refusal.TicketExists(command.ticket()));
        }
        List<Event> events = new ArrayList<>(3);
        int value = nextNumber(state, service.prefix(), command.node(), events);
        if (value == 0) {
            return Decision.refuse(new Refusal.NumbersExhausted(service.prefix()));
        }
        events.add(new TicketEvent.TicketIssued(
                command.ticket(),
                claim(new TicketNumber(service.prefix(), value), service, command.wish(), command.node()),
                ahead(state, service.id(), command.wish().priority()),
                estimate.newcomer(state, service, command.wish().priority(), now),
                new Attendance(
                        booking == null ? null : booking.reference(),
                        checkIn,
                        visit == null
                                ? null
                                : Objects.requireNonNull(state.tickets.get(visit))
                                        .firstOfVisit())));
        if (command.printer() != null) {
            events.add(new PaperEvent.PaperReserved(command.ticket(), 0, command.printer()));
        }
        return new Decision.Accepted(events);
    }

    /**
     * A reservation is checked in with once, and not long before its time; a clock that is not trusted refuses nobody.
     */
    private Optional<Refusal> tooEarlyOrUsed(QueueState state, Booking booking, Moment now) {
        if (state.bookings.containsKey(booking.reference())) {
            return Optional.of(new Refusal.BookingUsed());
        }
        Instant from = booking.from();
        if (from == null || !now.trusted()) {
            return Optional.empty();
        }
        Instant opens = from.minus(policy.bookingEarly());
        return now.wall().isBefore(opens) ? Optional.of(new Refusal.BookingTooEarly(opens)) : Optional.empty();
    }

    /** Whoever comes late waits like everybody, and the quota counts again. */
    private CheckIn checkIn(Booking booking, Moment now) {
        if (!booking.reserved()) {
            return CheckIn.REFERENCE;
        }
        Instant until = booking.until();
        boolean late = until != null && now.trusted() && now.wall().isAfter(until.plus(policy.bookingLate()));
        return late ? CheckIn.LATE : CheckIn.ON_TIME;
    }

    Decision grant(QueueState state, Command.GrantNumbers command) {
        if (!state.day.open()) {
            return DayRules.NOT_OPEN;
        }
        DayEvent.NumbersGranted granted =
                granted(state, command.prefix(), command.node(), Math.clamp(command.size(), 1, policy.blockSize()));
        return granted == null ? Decision.refuse(new Refusal.NumbersExhausted(command.prefix())) : Decision.of(granted);
    }

    Decision skip(QueueState state, Command.SkipNumbers command) {
        if (!state.day.open()) {
            return DayRules.NOT_OPEN;
        }
        return command.through() <= state.lastUsed(command.prefix())
                ? Decision.refuse(new Refusal.NothingToChange("numbers"))
                : Decision.of(new DayEvent.NumbersSkipped(
                        command.prefix(), command.through(), command.reason(), command.actor()));
    }

    Decision admit(QueueState state, Command.AdmitTicket command) {
        if (!state.day.open()) {
            return DayRules.NOT_OPEN;
        }
        ServiceType service = hall.service(command.wish().service()).orElse(null);
        if (service == null) {
            return Decision.refuse(new Refusal.ServiceUnknown(command.wish().service()));
        }
        if (state.tickets.containsKey(command.ticket())) {
            return Decision.refuse(new Refusal.TicketExists(command.ticket()));
        }
        TicketNumber number = command.number();
        boolean owned = number.prefix().equals(service.prefix())
                && state.blocks.getOrDefault(number.prefix(), List.of()).stream()
                        .anyMatch(block -> block.node().equals(command.node()) && block.holds(number.value()));
        if (!owned) {
            return Decision.refuse(new Refusal.NumberNotOwned(number, command.node()));
        }
        if (state.numberUsed(number)) {
            return Decision.refuse(new Refusal.NumberTaken(number));
        }
        return Decision.of(new TicketEvent.TicketAdmitted(
                command.ticket(), claim(number, service, command.wish(), command.node()), command.issuedAt()));
    }

    private Claim claim(TicketNumber number, ServiceType service, Command.Wish wish, NodeId node) {
        Agency agency = hall.agencyOf(service);
        return new Claim(number, service.id(), agency.id(), agency.zone(), wish.priority(), wish.language(), node);
    }

    Decision cancel(QueueState state, Command.CancelTicket command) {
        Ticket ticket = state.tickets.get(command.ticket());
        if (ticket == null) {
            return Decision.refuse(new Refusal.TicketUnknown(command.ticket()));
        }
        Refusal refusal = Transition.CANCELLED.refusal(ticket);
        return refusal == null
                ? Decision.of(new TicketEvent.TicketCancelled(ticket.id(), command.actor()))
                : Decision.refuse(refusal);
    }

    /**
     * The next number that the node owns, with a new block where the old ones are used up; 0 when there are no more.
     */
    private int nextNumber(QueueState state, String prefix, NodeId node, List<Event> events) {
        for (NumberBlock block : state.blocks.getOrDefault(prefix, List.of())) {
            if (block.node().equals(node)) {
                for (int value = Math.max(block.next(), state.skipped(prefix) + 1); value <= block.last(); value++) {
                    if (!state.numberUsed(new TicketNumber(prefix, value))) {
                        return value;
                    }
                }
            }
        }
        DayEvent.NumbersGranted granted = granted(state, prefix, node, policy.blockSize());
        if (granted == null) {
            return 0;
        }
        events.add(granted);
        return granted.first();
    }

    private static DayEvent.@Nullable NumbersGranted granted(QueueState state, String prefix, NodeId node, int size) {
        int first = state.lastGranted(prefix) + 1;
        return first > TicketNumber.MAX_VALUE
                ? null
                : new DayEvent.NumbersGranted(prefix, node, first, Math.min(first + size - 1, TicketNumber.MAX_VALUE));
    }

    /** Who is certainly served earlier: for a priority ticket those of its class and the front, else everybody. */
    private static int ahead(QueueState state, ServiceId service, boolean priority) {
        int ahead = state.lines.waitingIn(new Place.Lane(Place.Kind.FRONT, service, null))
                + state.lines.waitingIn(new Place.Lane(Place.Kind.PRIORITY, service, null));
        return priority ? ahead : ahead + state.lines.waitingIn(new Place.Lane(Place.Kind.NORMAL, service, null));
    }
}
