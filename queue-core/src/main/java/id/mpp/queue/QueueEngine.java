package id.mpp.queue;

import java.util.List;

/**
 * The rules of the queue, pure: {@link #decide} changes nothing and {@link #evolve} decides nothing. No clock, no
 * random source, no thread: time and ids come in as arguments. The same events in the same order give equal states.
 */
public final class QueueEngine {
    /**
     * Of what {@link #evolve} makes of events: raise it with every change after which the same events give another
     * state, and snapshots that older rules made are not used any more.
     */
    public static final int RULES = 3;

    private final DayTurn turn;
    private final DayRules day;
    private final IssueRules issue;
    private final CounterRules counter;
    private final CallRules call;
    private final ServingRules serving;
    private final PaperRules paper;

    public QueueEngine(Hall hall, QueuePolicy policy) {
        AdmissionPolicy admission = new AdmissionPolicy(hall);
        this.turn = new DayTurn(hall);
        this.day = new DayRules(hall);
        this.issue = new IssueRules(hall, policy, admission);
        this.counter = new CounterRules(hall);
        this.call = new CallRules(policy);
        this.serving = new ServingRules(hall, policy);
        this.paper = new PaperRules(policy);
    }

    /** What {@code command} leads to at {@code now}. Leaves {@code state} as it is. */
    public Decision decide(QueueState state, Command command, Moment now) {
        return switch (command) {
            case Command.OpenDay open -> turn.open(state, open, now);
            case Command.RelabelDay relabel -> turn.relabel(state, relabel, now);
            case Command.KeepDay keep -> turn.keep(state, keep, now);
            case Command.CloseDay close -> turn.close(state, close);
            case Command.OverrideHours override -> day.override(state, override);
            case Command.RestoreHours restore -> day.restore(state, restore);
            case Command.PauseHall pause -> day.pause(state, pause);
            case Command.ResumeHall resume -> day.resume(state, resume);
            case Command.DecideClosure decide -> counter.decideClosure(state, decide);
            case Command.DeclareDisruption declare -> day.declareDisruption(state, declare);
            case Command.EndDisruption end -> day.endDisruption(state, end);
            case Command.GrantNumbers grant -> issue.grant(state, grant);
            case Command.SkipNumbers skip -> issue.skip(state, skip);
            case Command.IssueTicket ticket -> issue.issue(state, ticket, now);
            case Command.AdmitTicket ticket -> issue.admit(state, ticket);
            case Command.CancelTicket cancel -> issue.cancel(state, cancel);
            case Command.GiveFeedback feedback -> feedback(state, feedback);
            case Command.ReportDoor door -> door(door);
            case Command.ReportHelp help -> Decision.of(new KioskEvent.HelpRequested(help.node()));
            case Command.Reprint reprint -> paper.reprint(state, reprint);
            case Command.ReportPaper report -> paper.report(state, report);
            case Command.AtCounter at -> day.isOpen(state) ? atCounter(state, at, now) : DayRules.NOT_OPEN;
        };
    }

    private Decision atCounter(QueueState state, Command.AtCounter command, Moment now) {
        return switch (command) {
            case Command.OpenCounter open -> counter.open(state, open);
            case Command.PauseCounter pause -> counter.pause(state, pause);
            case Command.ResumeCounter resume -> counter.resume(state, resume);
            case Command.CloseCounter close -> counter.close(state, close);
            case Command.RequestClosure request -> counter.requestClosure(state, request);
            case Command.AddNote note -> serving.note(state, note);
            case Command.CallNext next -> call.next(state, next, now);
            case Command.CallTicket chosen -> call.chosen(state, chosen, now);
            case Command.ResumeTicket resume -> call.resume(state, resume);
            case Command.Recall recall -> serving.recall(state, recall);
            case Command.StartServing start -> serving.start(state, start);
            case Command.Finish finish -> serving.finish(state, finish);
            case Command.MarkNoShow noShow -> serving.noShow(state, noShow);
            case Command.Park park -> serving.park(state, park);
            case Command.Transfer transfer -> serving.transfer(state, transfer);
            case Command.Undo undo -> serving.undo(state, undo);
        };
    }

    private static Decision feedback(QueueState state, Command.GiveFeedback command) {
        return state.answered(command.token())
                ? Decision.refuse(new Refusal.FeedbackGivenAlready())
                : Decision.of(new FeedbackEvent.FeedbackGiven(
                        command.token(), command.service(), command.agency(), command.survey()));
    }

    /** At any hour, also while no day is open: then above all nobody should be there. */
    private static Decision door(Command.ReportDoor command) {
        return Decision.of(
                command.open()
                        ? new KioskEvent.DoorOpened(command.node(), command.found())
                        : new KioskEvent.DoorClosed(command.node()));
    }

    /**
     * What {@code state} becomes by {@code event}, which happened at {@code at}. Leaves {@code state} as it is.
     *
     * @throws RuntimeException where the event does not fit the state
     */
    public static QueueState evolve(QueueState state, Event event, Moment at) {
        QueueState next = state.next();
        Evolution.apply(next, event, at);
        return next;
    }

    /** {@link #evolve} for several events of one decision. */
    public static QueueState evolve(QueueState state, List<Event> events, Moment at) {
        QueueState last = state;
        for (Event event : events) {
            last = evolve(last, event, at);
        }
        return last;
    }
}
