package id.mpp.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Opening and closing the day, and the conditions under which numbers are issued. */
final class DayRules {
    static final Decision NOT_OPEN = Decision.refuse(new Refusal.DayNotOpen());

    private final Hall hall;

    DayRules(Hall hall) {
        this.hall = hall;
    }

    boolean isOpen(QueueState state) {
        return state.day.open();
    }

    Decision open(QueueState state, Command.OpenDay command, Moment now) {
        if (state.day.open()) {
            return Decision.refuse(new Refusal.DayAlreadyOpen(state.day.ordinal()));
        }
        if (!command.confirmed() && !now.trusted()) {
            return Decision.refuse(new Refusal.ClockNotTrusted());
        }
        return Decision.of(
                new DayEvent.DayOpened(state.day.ordinal() + 1, command.label(), command.confirmed(), command.actor()));
    }

    Decision relabel(QueueState state, Command.RelabelDay command) {
        if (!state.day.open()) {
            return NOT_OPEN;
        }
        if (state.day.label().equals(command.label())) {
            return Decision.refuse(new Refusal.NothingToChange("label"));
        }
        return Decision.of(
                new DayEvent.DayRelabelled(state.day.ordinal(), command.label(), command.reason(), command.actor()));
    }

    /** Every ticket gets its end first, so that the counts of the closed day add up. */
    Decision close(QueueState state, Command.CloseDay command) {
        if (!state.day.open()) {
            return NOT_OPEN;
        }
        List<Event> events = new ArrayList<>();
        Map<TicketState, Integer> counts = new EnumMap<>(TicketState.class);
        for (Ticket ticket : state.tickets.values().stream()
                .sorted(Comparator.comparing(Ticket::id))
                .toList()) {
            boolean expires = !ticket.state().ended();
            if (expires) {
                events.add(new TicketEvent.TicketExpired(ticket.id(), command.reason(), command.actor()));
            }
            counts.merge(expires ? TicketState.EXPIRED : ticket.state(), 1, Integer::sum);
        }
        for (CounterId counter : state.counters.keySet().stream().sorted().toList()) {
            events.add(new CounterEvent.CounterClosed(counter, command.actor()));
        }
        events.add(new DayEvent.DayClosed(
                state.day.ordinal(),
                state.day.label(),
                state.tickets.size(),
                counts.getOrDefault(TicketState.FINISHED, 0),
                counts.getOrDefault(TicketState.NO_SHOW, 0),
                counts.getOrDefault(TicketState.CANCELLED, 0),
                counts.getOrDefault(TicketState.EXPIRED, 0),
                command.actor()));
        return new Decision.Accepted(events);
    }

    Decision override(QueueState state, Command.OverrideHours command) {
        if (!state.day.open()) {
            return NOT_OPEN;
        }
        return state.day.hoursOverridden()
                ? Decision.refuse(new Refusal.NothingToChange("hours"))
                : Decision.of(new DayEvent.HoursOverridden(command.reason(), command.actor()));
    }

    Decision restore(QueueState state, Command.RestoreHours command) {
        return state.day.hoursOverridden()
                ? Decision.of(new DayEvent.HoursRestored(command.actor()))
                : Decision.refuse(new Refusal.NothingToChange("hours"));
    }

    Decision pause(QueueState state, Command.PauseHall command) {
        if (!state.day.open()) {
            return NOT_OPEN;
        }
        return state.day.pauseReason() != null
                ? Decision.refuse(new Refusal.NothingToChange("pause"))
                : Decision.of(new DayEvent.HallPaused(command.reason(), command.actor()));
    }

    Decision resume(QueueState state, Command.ResumeHall command) {
        return state.day.pauseReason() != null
                ? Decision.of(new DayEvent.HallResumed(command.actor()))
                : Decision.refuse(new Refusal.NothingToChange("pause"));
    }

    Decision declareDisruption(QueueState state, Command.DeclareDisruption command) {
        if (!state.day.open()) {
            return NOT_OPEN;
        }
        if (hall.agency(command.agency()).isEmpty()) {
            return Decision.refuse(new Refusal.AgencyUnknown(command.agency()));
        }
        Disruption wanted = new Disruption(command.agency(), command.reason(), command.expectedEnd());
        return wanted.equals(state.disruptions.get(command.agency()))
                ? Decision.refuse(new Refusal.NothingToChange("disruption"))
                : Decision.of(new DayEvent.DisruptionDeclared(
                        command.agency(), command.reason(), command.expectedEnd(), command.actor()));
    }

    Decision endDisruption(QueueState state, Command.EndDisruption command) {
        return state.disruptions.containsKey(command.agency())
                ? Decision.of(new DayEvent.DisruptionEnded(command.agency(), command.actor()))
                : Decision.refuse(new Refusal.NothingToChange("disruption"));
    }
}
