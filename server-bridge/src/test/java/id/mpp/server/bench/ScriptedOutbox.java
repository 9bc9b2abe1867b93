package id.mpp.server.bench;

import id.mpp.kiosk.sync.Outbox;
import id.mpp.wire.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A kiosk's journal as its relay sees it, in memory. All events of a script are there from the beginning. */
final class ScriptedOutbox implements Outbox {
    private final String installation;
    private final List<EventBatch.Link> links;
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile long acknowledged;

    ScriptedOutbox(String installation, List<EventBatch.Link> links) {
        this.installation = installation;
        this.links = links;
    }

    /** A latch that is counted down when the server has acknowledged everything. */
    CountDownLatch drained() {
        return drained;
    }

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public long lastSeq() {
        return links.size();
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public List<EventBatch.Link> read(long fromSeq, int maxBytes) {
        List<EventBatch.Link> read = new ArrayList<>();
        int bytes = 2;
        for (int i = Math.toIntExact(fromSeq - 1); i < links.size(); i++) {
            bytes += links.get(i).travelBytes();
            if (bytes > maxBytes && !read.isEmpty()) {
                break;
            }
            read.add(links.get(i));
        }
        return read;
    }

    @Override
    public void acknowledge(long through) {
        acknowledged = through;
        if (through == links.size()) {
            drained.countDown();
        }
    }
}
