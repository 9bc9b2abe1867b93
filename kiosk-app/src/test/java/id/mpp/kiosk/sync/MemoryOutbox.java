package id.mpp.kiosk.sync;

import id.mpp.queue.ActorId;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A journal in memory: real events, real chain. */
final class MemoryOutbox implements Outbox {
    static final String BRANCH = "mpp-test";
    static final String NODE = "hub-1";

    private final String installation;
    private final List<EventBatch.Link> links = new ArrayList<>();
    private final Chain chain = new Chain();
    private byte[] head = Chain.start();
    private long acknowledged;

    MemoryOutbox(String installation) {
        this.installation = installation;
    }

    synchronized void append(int events) {
        for (int i = 0; i < events; i++) {
            long seq = links.size() + 1L;
            byte[] stored = EventCodec.encode(new EventEnvelope(
                    UUID.randomUUID().toString(),
                    new EventEnvelope.Origin(BRANCH, new NodeId(NODE), installation, seq, 1),
                    null,
                    new Moment(Instant.parse("2026-11-23T01:00:00Z").plusSeconds(seq), true, "boot-0001", seq),
                    false,
                    new DayEvent.HoursRestored(new ActorId("officer-1"))));
            head = chain.next(head, stored);
            links.add(new EventBatch.Link(stored, head));
        }
    }

    /** Takes over what another one holds now. */
    synchronized void copyOf(MemoryOutbox other) {
        links.addAll(other.read(1, Integer.MAX_VALUE));
        head = links.getLast().chain();
    }

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public synchronized long lastSeq() {
        return links.size();
    }

    @Override
    public synchronized long acknowledged() {
        return acknowledged;
    }

    @Override
    public synchronized List<EventBatch.Link> read(long fromSeq, int maxBytes) {
        List<EventBatch.Link> read = new ArrayList<>();
        int bytes = 0;
        for (long seq = fromSeq; seq <= links.size(); seq++) {
            EventBatch.Link link = links.get(Math.toIntExact(seq - 1));
            bytes += link.travelBytes();
            if (bytes > maxBytes && !read.isEmpty()) {
                break;
            }
            read.add(link);
        }
        return read;
    }

    @Override
    public synchronized void acknowledge(long through) {
        acknowledged = through;
    }

    synchronized byte[] stored(long seq) {
        return links.get(Math.toIntExact(seq - 1)).stored();
    }
}
