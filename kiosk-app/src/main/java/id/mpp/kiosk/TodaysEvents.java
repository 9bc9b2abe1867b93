package id.mpp.kiosk;

import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.sync.Outbox;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what happened since the business day began out of the journal. */
final class TodaysEvents {
    private static final Logger LOG = LoggerFactory.getLogger(TodaysEvents.class);
    /** The events of the busiest day known, twice over: 800 visitors with ten events each. */
    private static final int MOST_EVENTS = 16_000;

    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Set<Class<? extends Event>> types;
    private final List<String> names;
    private final List<DayHistory.Past> past = new ArrayList<>();

    private TodaysEvents(Set<Class<? extends Event>> types) {
        this.types = types;
        this.names = Stream.concat(Stream.of(DayEvent.DayOpened.class), types.stream())
                .map(EventTypes::nameOf)
                .toList();
    }

    /** Blocks for the disk, beside the writer. */
    static List<DayHistory.Past> of(Outbox journal, Set<Class<? extends Event>> types) {
        TodaysEvents events = new TodaysEvents(types);
        long next = Math.max(1, journal.lastSeq() - MOST_EVENTS);
        List<EventBatch.Link> links = journal.read(next, BYTES_AT_ONCE);
        while (!links.isEmpty()) {
            links.forEach(events::take);
            next += links.size();
            links = journal.read(next, BYTES_AT_ONCE);
        }
        return events.past;
    }

    private void take(EventBatch.Link link) {
        String stored = new String(link.stored(), StandardCharsets.UTF_8);
        if (names.stream().noneMatch(stored::contains)) {
            return;
        }
        try {
            EventEnvelope envelope = EventCodec.decode(link.stored());
            Event event = envelope.event();
            if (event instanceof DayEvent.DayOpened) {
                // Not at a resumption: then the day goes on. Its date proves nothing, since it can be corrected
                // meanwhile.
                past.clear();
            }
            if (types.contains(event.getClass())) {
                past.add(new DayHistory.Past(event, envelope.at()));
            }
        } catch (EventFormatException e) {
            LOG.warn("an event of this journal cannot be read", e);
        }
    }
}
