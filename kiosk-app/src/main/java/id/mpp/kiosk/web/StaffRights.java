package id.mpp.kiosk.web;

import id.mpp.queue.Counter;
import id.mpp.queue.CounterState;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.web.Account;
import id.mpp.web.Role;
import java.util.List;

/** Who may work where: an officer at the counters of the own agency, supervisors and administrators at all. */
public final class StaffRights {
    private StaffRights() {}

    /** Whether an account may work at a counter. */
    public static boolean mayWorkAt(Account account, Counter counter) {
        return account.role() != Role.OFFICER || counter.agency().equals(account.agency());
    }

    /** The ids of all counters where an account may work. */
    static List<String> counters(Account account, Hall hall) {
        return hall.counters().stream()
                .filter(counter -> mayWorkAt(account, counter))
                .map(counter -> counter.id().value())
                .toList();
    }

    /** Whether the officer's agency has a counter open: such an officer stays logged in for the shift. */
    static boolean atWork(Account account, HallView view) {
        for (CounterState counter : view.counters()) {
            if (counter.agency().equals(account.agency())) {
                return true;
            }
        }
        return false;
    }
}
