package id.mpp.queue;

/** The conditions under which numbers are issued. */
final class DayRules {
    static final Decision NOT_OPEN = Decision.refuse(new Refusal.DayNotOpen());

    private final Hall hall;

    DayRules(Hall hall) {
        this.hall = hall;
    }

    boolean isOpen(QueueState state) {
        return state.day.open();
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
