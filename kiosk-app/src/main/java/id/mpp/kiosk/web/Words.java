package id.mpp.kiosk.web;

import id.mpp.queue.CallRule;
import id.mpp.queue.CheckIn;
import id.mpp.queue.CounterState;
import id.mpp.queue.PaperState;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the API for states and kinds. */
public final class Words {
    private Words() {}

    public static String of(TicketState state) {
        return lower(state);
    }

    public static String of(PaperState state) {
        return lower(state);
    }

    public static String of(CallRule.Kind kind) {
        return lower(kind);
    }

    public static String of(CheckIn checkIn) {
        return lower(checkIn);
    }

    /** {@code closed}, {@code paused}, {@code open}, or what its ticket is: {@code called} or {@code serving}. */
    public static String counter(@Nullable CounterState counter, @Nullable Ticket current) {
        if (counter == null) {
            return "closed";
        }
        if (current != null) {
            return current.state() == TicketState.SERVING ? "serving" : "called";
        }
        return counter.paused() ? "paused" : "open";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
