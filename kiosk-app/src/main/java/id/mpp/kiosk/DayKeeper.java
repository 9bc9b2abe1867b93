package id.mpp.kiosk;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;

/**
 * Has the day follow the clock: what that means is the engine's ({@link Command.KeepDay}), in one command, so that no failure comes
 * between a day's end and the next one's beginning.
 */
final class DayKeeper {
    private static final System.Logger LOG = System.getLogger(DayKeeper.class.getName());
    private static final ActorId SYSTEM = new ActorId("system");

    private final Desk desk;
    private final boolean alwaysOpen;

    DayKeeper(Desk desk, boolean alwaysOpen) {
        this.desk = desk;
        this.alwaysOpen = alwaysOpen;
    }

    /** Called at the start and again and again; blocks until the desk has answered. */
    void look() {
        Day before = desk.view().day();
        send(new Command.KeepDay(SYSTEM));
        Day day = desk.view().day();
        if (day.ordinal() != before.ordinal() || !day.label().equals(before.label())) {
            LOG.log(
                    INFO,
                    "business day " + day.label()
                            + (day.unconfirmed() ? " is open, its date unconfirmed" : " is open"));
        }
        if (alwaysOpen && day.open() && !day.hoursOverridden()) {
            send(new Command.OverrideHours("demonstrasi: buka di luar jam layanan", SYSTEM));
        }
    }

    private void send(Command command) {
        boolean done = Desk.Reply.isDone(
                desk.submit(Desk.Request.ofProgram("day-keeper", command)).join());
        if (!done) {
            LOG.log(WARNING, "refused: " + command);
        }
    }
}
