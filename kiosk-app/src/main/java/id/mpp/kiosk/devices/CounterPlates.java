package id.mpp.kiosk.devices;

import id.mpp.hal.display.LineDisplay;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.HallView;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Each plate shows the number that is called or served at its counter, and nothing once it has left. Used on the desk's
 * thread.
 */
public final class CounterPlates {
    private final Map<String, LineDisplay> plates;
    private final Supplier<HallView> view;
    private final Map<String, String> shown = new HashMap<>();

    /** @param plates by counter */
    public CounterPlates(Map<String, LineDisplay> plates, Supplier<HallView> view) {
        this.plates = plates;
        this.view = view;
    }

    /** To be called after each commit; waits for no plate. */
    public void look() {
        HallView now = view.get();
        plates.forEach((counter, plate) -> {
            String number = numberAt(new CounterId(counter), now);
            if (!number.equals(shown.put(counter, number))) {
                plate.show(number.isEmpty() ? List.of() : List.of(number));
            }
        });
    }

    private static String numberAt(CounterId counter, HallView now) {
        TicketId current = now.counter(counter).map(CounterState::current).orElse(null);
        return current == null
                ? ""
                : now.ticket(current).map(Ticket::number).map(Object::toString).orElse("");
    }
}
