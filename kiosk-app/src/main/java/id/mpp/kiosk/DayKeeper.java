package id.mpp.kiosk;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the day follow the clock: what that means is the engine's ({@link Command.KeepDay}), in one command, so that no
 * failure comes between a day's end and the next one's beginning.
 */
final class DayKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(DayKeeper.class);
    private static final ActorId SYSTEM = new ActorId("system");

    private final Desk desk;
    private final boolean alwaysOpen;

    DayKeeper(Desk desk, boolean alwaysOpen) {
        this.desk = desk;
        this.alwaysOpen = alwaysOpen;
    }

    /**
     * Called at the start and then again and again; blocks until the desk has answered. Where the desk cannot write for
     * now, the next look tries again: the limited mode tells people of it.
     */
    void look() {
        try {
            follow();
        } catch (Desk.Unavailable e) {
            LOG.debug("the day waits for the desk: " + e.getMessage());
        }
    }

    private void follow() {
        Day before = desk.view().day();
        send(new Command.KeepDay(SYSTEM));
        Day day = desk.view().day();
        if (day.ordinal() != before.ordinal() || !day.label().equals(before.label())) {
            LOG.info("business day " + day.label()
                    + (day.unconfirmed() ? " is open, its date unconfirmed" : " is open"));
        }
        if (alwaysOpen && day.open() && !day.hoursOverridden()) {
            send(new Command.OverrideHours("demonstrasi: buka di luar jam layanan", SYSTEM));
        }
    }

    private void send(Command command) {
        try {
            if (!Desk.Reply.isDone(
                    desk.submit(Desk.Request.ofProgram("day-keeper", command)).join())) {
                LOG.warn("refused: " + command);
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof Desk.Unavailable unavailable ? unavailable : e;
        }
    }
}
