package id.mpp.kiosk;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;
import id.mpp.queue.Moment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Opens the business day on a trusted clock, and closes yesterday's first. Where the clock cannot be trusted the day stays as it
 * is until a supervisor confirms the date: a wrong clock never rolls the day and never starts the numbers again.
 */
final class DayKeeper {
    private static final System.Logger LOG = System.getLogger(DayKeeper.class.getName());
    private static final ActorId SYSTEM = new ActorId("system");

    private final Desk desk;
    private final Supplier<Moment> now;
    private final ZoneId zone;
    private final boolean alwaysOpen;

    DayKeeper(Desk desk, Supplier<Moment> now, ZoneId zone, boolean alwaysOpen) {
        this.desk = desk;
        this.now = now;
        this.zone = zone;
        this.alwaysOpen = alwaysOpen;
    }

    /** Called at the start and once a minute; blocks until the desk has answered. */
    void look() {
        Moment moment = now.get();
        if (!moment.trusted()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(moment.wall(), zone);
        Day day = desk.view().day();
        if (day.open() && day.label().isBefore(today)) {
            send(new Command.CloseDay("hari layanan berakhir", SYSTEM));
        }
        day = desk.view().day();
        boolean opens = !day.open() && (day.ordinal() == 0 || day.label().isBefore(today));
        if (opens && send(new Command.OpenDay(today, false, SYSTEM))) {
            LOG.log(INFO, "business day " + today + " is open");
        }
        if (alwaysOpen && desk.view().day().open() && !desk.view().day().hoursOverridden()) {
            send(new Command.OverrideHours("demonstrasi: buka di luar jam layanan", SYSTEM));
        }
    }

    private boolean send(Command command) {
        boolean done = Desk.Reply.isDone(
                desk.submit(Desk.Request.ofProgram("day-keeper", command)).join());
        if (!done) {
            LOG.log(WARNING, "refused: " + command);
        }
        return done;
    }
}
