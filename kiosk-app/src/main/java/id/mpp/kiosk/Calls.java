package id.mpp.kiosk;

import static java.lang.System.Logger.Level.WARNING;

import id.mpp.kiosk.sync.Outbox;
import id.mpp.kiosk.web.CallHistory;
import id.mpp.queue.Day;
import id.mpp.queue.DayEvent;
import id.mpp.queue.TicketEvent;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the calls of the day out of the journal. */
final class Calls {
    private static final System.Logger LOG = System.getLogger(Calls.class.getName());
    /** The events of the busiest day known, twice over: 800 visitors with ten events each. */
    private static final int MOST_EVENTS = 16_000;

    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final String CALLED = EventTypes.nameOf(TicketEvent.TicketCalled.class);
    private static final String OPENED = EventTypes.nameOf(DayEvent.DayOpened.class);

    private Calls() {}

    /** Blocks for the disk, beside the writer. */
    static List<CallHistory.Call> ofToday(Outbox journal, Day day) {
        List<CallHistory.Call> calls = new ArrayList<>();
        long next = Math.max(1, journal.lastSeq() - MOST_EVENTS);
        List<EventBatch.Link> links = journal.read(next, BYTES_AT_ONCE);
        while (!links.isEmpty()) {
            links.forEach(link -> take(link, day, calls));
            next += links.size();
            links = journal.read(next, BYTES_AT_ONCE);
        }
        return calls;
    }

    private static void take(EventBatch.Link link, Day day, List<CallHistory.Call> calls) {
        String stored = new String(link.stored(), StandardCharsets.UTF_8);
        if (!stored.contains(CALLED) && !stored.contains(OPENED)) {
            return;
        }
        try {
            EventEnvelope envelope = EventCodec.decode(link.stored());
            if (envelope.event() instanceof DayEvent.DayOpened) {
                // A day that was closed by mistake is opened again under the same date, with numbers from one.
                calls.clear();
            } else if (envelope.event() instanceof TicketEvent.TicketCalled called
                    && day.label().equals(envelope.businessDay())) {
                calls.add(new CallHistory.Call(called, envelope.at()));
            }
        } catch (EventFormatException e) {
            LOG.log(WARNING, "an event of this journal cannot be read", e);
        }
    }
}
