package id.mpp.queue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What each event makes of the state. Nothing is decided here: an event that reached the journal has happened. */
final class Evolution {
    /** A ticket issued elsewhere is at most a day old; an older time is a wrong clock. */
    private static final Duration OLDEST_ADMITTED = Duration.ofHours(24);

    private final QueueState state;
    private final Moment at;

    private Evolution(QueueState state, Moment at) {
        this.state = state;
        this.at = at;
    }

    /** Brings a version that is being made to what it is after the event. */
    static void apply(QueueState state, Event event, Moment at) {
        state.time = state.time.advance(at);
        state.times = state.times.after(event, at);
        Evolution evolution = new Evolution(state, at);
        switch (event) {
            case DayEvent day -> evolution.day(day);
            case CounterEvent counter -> evolution.counter(counter);
            case TicketEvent ticket -> evolution.ticket(ticket);
            case PaperEvent paper -> evolution.paper(paper);
            case FeedbackEvent.FeedbackGiven given ->
                state.answered = state.answered.with(given.token(), given.token());
            case KioskEvent kiosk -> {}
            case JournalEvent.JournalBegun begun -> state.past = joined(state.past, begun.past());
            case JournalEvent.JournalCarried carried -> state.nextAbove = carried.numbersAbove();
        }
    }

    private void day(DayEvent event) {
        switch (event) {
            case DayEvent.DayOpened opened -> new DayEvolution(state, at).opened(opened);
            case DayEvent.DayResumed resumed -> new DayEvolution(state, at).resumed();
            case DayEvent.DayRelabelled relabelled -> new DayEvolution(state, at).relabelled(relabelled);
            case DayEvent.DayClosed closed -> new DayEvolution(state, at).closed();
            case DayEvent.HoursOverridden overridden -> state.day = state.day.overridden(true);
            case DayEvent.HoursRestored restored -> state.day = state.day.overridden(false);
            case DayEvent.HallPaused paused -> state.day = state.day.paused(paused.reason());
            case DayEvent.HallResumed resumed -> state.day = state.day.paused(null);
            case DayEvent.NumbersGranted granted -> granted(granted);
            case DayEvent.NumbersSkipped skipped -> state.raiseFloor(skipped.prefix(), skipped.through());
            case DayEvent.DisruptionDeclared declared ->
                state.disruptions = state.disruptions.with(
                        declared.agency(),
                        new Disruption(declared.agency(), declared.reason(), declared.expectedEnd()));
            case DayEvent.DisruptionEnded ended -> state.disruptions = state.disruptions.without(ended.agency());
        }
    }

    private void granted(DayEvent.NumbersGranted event) {
        NumberBlock block = new NumberBlock(event.node(), event.first(), event.last(), event.first());
        List<NumberBlock> blocks = state.blocks.getOrDefault(event.prefix(), List.of());
        state.blocks = state.blocks.with(event.prefix(), joined(blocks, List.of(block)));
    }

    private void counter(CounterEvent event) {
        switch (event) {
            case CounterEvent.CounterOpened opened -> {
                state.closures = state.closures.without(opened.counter());
                state.counters = state.counters.with(
                        opened.counter(),
                        new CounterState(
                                opened.counter(),
                                opened.agency(),
                                opened.zone(),
                                opened.services(),
                                false,
                                "",
                                null,
                                null,
                                0));
            }
            case CounterEvent.CounterPaused paused ->
                at(paused.counter(), counter -> counter.pause(true, paused.reason()));
            case CounterEvent.CounterResumed resumed -> at(resumed.counter(), counter -> counter.pause(false, ""));
            case CounterEvent.CounterClosed closed -> {
                CounterState counter = Objects.requireNonNull(state.counters.get(closed.counter()));
                state.counters = state.counters.without(closed.counter());
                releaseReturned(counter);
            }
            case CounterEvent.ClosureRequested wanted ->
                state.closures = state.closures.with(
                        wanted.counter(), new Closure(wanted.counter(), wanted.reason(), wanted.actor(), false));
            case CounterEvent.ClosureApproved approved ->
                state.closure(approved.counter())
                        .ifPresent(
                                closure -> state.closures = state.closures.with(approved.counter(), closure.approve()));
            case CounterEvent.ClosureDeclined declined -> state.closures = state.closures.without(declined.counter());
        }
    }

    /** Tickets that were to come back to a counter that is closed now go to the front of their service. */
    private void releaseReturned(CounterState counter) {
        for (ServiceId service : counter.services()) {
            Place.Lane returned = new Place.Lane(Place.Kind.RETURNED, service, counter.id());
            for (Ticket ticket : state.waitingTickets(returned, Integer.MAX_VALUE)) {
                state.put(toFront(ticket));
            }
        }
    }

    private static Ticket toFront(Ticket ticket) {
        Place.Lane front = new Place.Lane(Place.Kind.FRONT, ticket.service(), null);
        return ticket.changeForGood(draft -> draft.place =
                new Place(front, ticket.place().since(), ticket.place().order()));
    }

    /** Whether it waits for one counter that does not serve it any more. */
    private boolean stranded(Ticket ticket) {
        CounterId only = ticket.place().lane().counter();
        CounterState counter = only == null ? null : state.counters.get(only);
        return ticket.state() == TicketState.WAITING
                && only != null
                && (counter == null || !counter.services().contains(ticket.service()));
    }

    private void ticket(TicketEvent event) {
        switch (event) {
            case TicketEvent.TicketIssued issued -> issued(issued);
            case TicketEvent.TicketAdmitted admitted -> admitted(admitted);
            case TicketEvent.TicketCalled called ->
                take(called.ticket(), called.counter(), Transition.CALLED, draft -> draft.calls = called.call());
            case TicketEvent.TicketResumed resumed ->
                take(resumed.ticket(), resumed.counter(), Transition.RESUMED, draft -> {});
            case TicketEvent.TicketRecalled recalled ->
                state.put(the(recalled.ticket()).amend(draft -> draft.recalls = recalled.recall()));
            case TicketEvent.TicketStarted started -> {
                state.put(the(started.ticket()).change(Transition.STARTED, draft -> draft.startedAt = at));
                at(started.counter(), counter -> counter.holds(started.ticket()));
            }
            case TicketEvent.TicketFinished finished -> finished(finished);
            case TicketEvent.TicketReturned returned -> returned(returned);
            case TicketEvent.TicketNoShow noShow ->
                release(noShow.ticket(), noShow.counter(), Transition.NO_SHOW, 0, draft -> draft.endedAt = at);
            case TicketEvent.TicketParked parked ->
                release(parked.ticket(), parked.counter(), Transition.PARKED, 0, draft -> draft.note = parked.reason());
            case TicketEvent.TicketTransferred transferred -> transferred(transferred);
            case TicketEvent.TicketNoted noted ->
                state.put(the(noted.ticket()).amend(draft -> draft.remark = noted.text()));
            case TicketEvent.TicketCancelled cancelled -> end(cancelled.ticket(), TicketState.CANCELLED, "");
            case TicketEvent.TicketExpired expired -> {
                keepForResumption(expired.ticket());
                end(expired.ticket(), TicketState.EXPIRED, expired.reason());
            }
            case TicketEvent.TicketClosedOut out -> {
                keepForResumption(out.ticket());
                end(out.ticket(), out.ended(), out.reason());
            }
            case TicketEvent.TicketCarriedOver over -> state.closing = closing().carrying(over.ticket());
            case TicketEvent.TicketUndone undone -> undone(undone);
        }
    }

    private void finished(TicketEvent.TicketFinished event) {
        state.finished++;
        release(event.ticket(), event.counter(), Transition.FINISHED, 1, draft -> {
            draft.endedAt = at;
            draft.note = event.outcome();
            draft.invited = event.invited();
        });
    }

    private void issued(TicketEvent.TicketIssued event) {
        Place place = new Place(Place.arrivals(event.service(), event.priority()), at, state.nextOrder());
        Ticket.Issue issue = new Ticket.Issue(at, event.ahead(), event.estimate(), place.order());
        state.put(Ticket.issued(event.ticket(), event.claim(), issue, place, event.attendance()));
        count(event.service(), event.number(), event.node());
        String booking = event.booking();
        if (booking != null) {
            state.bookings = state.bookings.with(booking, booking);
        }
    }

    /** Its place is where it would stand had it been issued here. */
    private void admitted(TicketEvent.TicketAdmitted event) {
        Duration age = Duration.between(event.issuedAt(), at.wall());
        boolean plausible = at.trusted() && !age.isNegative() && age.compareTo(OLDEST_ADMITTED) <= 0;
        Moment since = plausible ? at.minus(age) : at;
        Place.Order last = state.nextOrder();
        Place.Order order = new Place.Order(last.hallMillis() - (plausible ? age.toMillis() : 0), last.count());
        Place place = new Place(Place.arrivals(event.service(), event.priority()), since, order);
        Ticket.Issue issue = new Ticket.Issue(since, 0, null, order);
        state.put(Ticket.issued(event.ticket(), event.claim(), issue, place, Attendance.WALK_IN));
        count(event.service(), event.number(), event.node());
    }

    private void count(ServiceId service, TicketNumber number, NodeId node) {
        state.issued = state.issued.with(service, state.issued(service) + 1);
        List<NumberBlock> blocks = state.blocks.getOrDefault(number.prefix(), List.of());
        if (!blocks.isEmpty()) {
            state.blocks = state.blocks.with(
                    number.prefix(),
                    blocks.stream().map(block -> used(block, number, node)).toList());
        }
    }

    private static NumberBlock used(NumberBlock block, TicketNumber number, NodeId node) {
        return block.node().equals(node) && block.next() == number.value()
                ? new NumberBlock(node, block.first(), block.last(), number.value() + 1)
                : block;
    }

    private void returned(TicketEvent.TicketReturned event) {
        CounterId to = event.counter();
        Place.Lane lane = to == null
                ? new Place.Lane(Place.Kind.FRONT, event.service(), null)
                : new Place.Lane(Place.Kind.RETURNED, event.service(), to);
        Place place = new Place(lane, at, state.nextOrder());
        release(event.ticket(), event.fromCounter(), Transition.RETURNED, 1, draft -> {
            move(draft, event.service(), event.agency(), event.zone(), place);
            draft.returnTo = null;
            draft.note = event.outcome();
        });
    }

    private void transferred(TicketEvent.TicketTransferred event) {
        Ticket ticket = the(event.ticket());
        Place.Lane arrivals = Place.arrivals(event.service(), ticket.priority());
        Place place = switch (event.position()) {
            case FRONT -> new Place(new Place.Lane(Place.Kind.FRONT, event.service(), null), at, state.nextOrder());
            case BY_ARRIVAL -> new Place(arrivals, ticket.issuedAt(), ticket.arrival());
            case END -> new Place(arrivals, at, state.nextOrder());
        };
        CounterId returnTo = event.returnTo();
        release(event.ticket(), event.fromCounter(), Transition.TRANSFERRED, 0, draft -> {
            move(draft, event.service(), event.agency(), event.zone(), place);
            draft.returnTo = returnTo == null ? null : new ReturnTo(returnTo, event.fromService());
        });
    }

    private static void move(Ticket.Draft draft, ServiceId service, AgencyId agency, ZoneId zone, Place place) {
        draft.claim = draft.claim.to(service, agency, zone);
        draft.place = place;
        draft.recalls = 0;
        draft.calledAt = null;
        draft.startedAt = null;
    }

    private void undone(TicketEvent.TicketUndone event) {
        Ticket undone = the(event.ticket());
        Ticket restored = Objects.requireNonNull(undone.before());
        Ticket kept = restored.amend(draft -> draft.remark = undone.remark());
        state.put(stranded(kept) ? toFront(kept) : kept);
        boolean served = undone.transition() == Transition.FINISHED || undone.transition() == Transition.RETURNED;
        at(event.counter(), counter -> {
            CounterState changed = counter.releases(event.ticket(), served ? -1 : 0);
            return (restored.state().atCounter() ? changed.holds(event.ticket()) : changed).forgetsLast();
        });
    }

    /** The ticket goes to the counter and is called there. */
    private void take(TicketId id, CounterId counter, Transition transition, Consumer<Ticket.Draft> more) {
        state.put(the(id).change(transition, draft -> {
            draft.counter = counter;
            draft.recalls = 0;
            draft.calledAt = at;
            draft.startedAt = null;
            draft.endedAt = null;
            more.accept(draft);
        }));
        at(counter, current -> current.holds(id));
    }

    /** The ticket leaves the counter. */
    private void release(
            TicketId id, CounterId counter, Transition transition, int finished, Consumer<Ticket.Draft> change) {
        state.put(the(id).change(transition, change));
        at(counter, current -> current.releases(id, finished));
    }

    private ClosedDay closing() {
        ClosedDay closing = state.closing;
        return closing == null ? ClosedDay.begun(state) : closing;
    }

    /** Only the close of a day ends a ticket in this way. */
    private void keepForResumption(TicketId id) {
        state.closing = closing().keeping(the(id));
    }

    /** The ticket ends without a counter, or takes its counter with it at day close. */
    private void end(TicketId id, TicketState ended, String reason) {
        Ticket ticket = the(id);
        state.put(ticket.changeForGood(draft -> {
            draft.state = ended;
            // Nobody knows when a service ended that was still under way at the close.
            draft.endedAt = ended == TicketState.FINISHED ? null : at;
            draft.note = reason;
        }));
        CounterId counter = ticket.counter();
        CounterState held = counter == null ? null : state.counters.get(counter);
        if (held != null && id.equals(held.current())) {
            state.counters = state.counters.with(held.id(), held.releases(id, 0));
        }
    }

    private void paper(PaperEvent event) {
        Paper paper = switch (event) {
            case PaperEvent.PaperReserved reserved ->
                new Paper(PaperState.RESERVED, reserved.copy(), reserved.printer(), "");
            case PaperEvent.PaperSent sent -> now(sent, PaperState.SENT, "");
            case PaperEvent.PaperConfirmed confirmed -> now(confirmed, PaperState.CONFIRMED, "");
            case PaperEvent.PaperDoubted doubted -> now(doubted, PaperState.DOUBT, doubted.reason());
            case PaperEvent.PaperFailed failed -> now(failed, PaperState.FAILED, failed.reason());
        };
        state.papers = state.papers.with(event.ticket(), paper);
    }

    private Paper now(PaperEvent event, PaperState paperState, String reason) {
        NodeId printer =
                Objects.requireNonNull(state.papers.get(event.ticket())).printer();
        return new Paper(paperState, event.copy(), printer, reason);
    }

    private static <T> List<T> joined(List<T> list, List<T> more) {
        return Stream.concat(list.stream(), more.stream()).toList();
    }

    private Ticket the(TicketId id) {
        return Objects.requireNonNull(state.tickets.get(id), () -> "no ticket " + id);
    }

    private void at(CounterId id, UnaryOperator<CounterState> change) {
        CounterState counter = Objects.requireNonNull(state.counters.get(id), () -> "no open counter " + id);
        state.counters = state.counters.with(id, change.apply(counter));
    }
}
