package id.mpp.kiosk.sync;

import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventHeader;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The smallest honest server: commits to a store that outlives it, then acknowledges what is contiguous. */
final class TinyServer implements AutoCloseable {
    /** What is committed. It outlives the servers that write it. */
    static final class Store {
        private final TreeMap<Long, byte[]> events = new TreeMap<>();
        private long through;
        private int duplicates;
        volatile String epoch = "epoch-1";

        synchronized void commit(long seq, byte[] stored) {
            if (events.putIfAbsent(seq, stored) != null) {
                duplicates++;
            }
            while (events.containsKey(through + 1)) {
                through++;
            }
        }

        synchronized long through() {
            return through;
        }

        synchronized int duplicates() {
            return duplicates;
        }

        synchronized byte[] stored(long seq) {
            return events.getOrDefault(seq, new byte[0]);
        }

        synchronized int size() {
            return events.size();
        }

        /** As from a backup: what came later is forgotten, and the epoch says so. */
        synchronized void restore(long upTo, String newEpoch) {
            events.tailMap(upTo, false).clear();
            through = upTo;
            epoch = newEpoch;
        }
    }

    /** Where to die: asked with the seq of each event. */
    volatile LongPredicate dieBeforeCommit = seq -> false;

    volatile LongPredicate dieBeforeAck = seq -> false;
    volatile boolean silent;

    private final Store store;
    private final String installation;
    private final MessageBus bus;
    private final Thread thread;
    private volatile boolean dead;

    TinyServer(String url, String id, Store store, String installation) {
        this.store = store;
        this.installation = installation;
        bus = new PahoMessageBus(
                BusOptions.of(url, id, List.of(Topics.ALL_EVENTS))
                        .withDelays(Duration.ofMillis(50), Duration.ofMillis(400))
                        .withWill(BusMessage.retained(
                                Topics.serverState(id), Messages.write(new Messages.ServerState(false, "gone")))),
                TestWorkers.told());
        bus.onConnected(() -> {
            send(BusMessage.retained(
                    Topics.serverState(id), Messages.write(new Messages.ServerState(true, store.epoch))));
            acknowledge();
        });
        thread = Thread.ofPlatform().daemon().name("tiny-server").start(this::receive);
        bus.start();
    }

    boolean isDead() {
        return dead;
    }

    MessageBus bus() {
        return bus;
    }

    /** As after a crash: nothing is acknowledged any more, not even what it has taken. */
    private void die() {
        dead = true;
    }

    @Override
    public void close() {
        dead = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bus.close();
    }

    private void receive() {
        while (!dead) {
            try {
                Delivery delivery = bus.poll(Duration.ofMillis(200));
                if (delivery != null) {
                    take(delivery);
                }
            } catch (InterruptedException e) {
                return;
            } catch (EventFormatException e) {
                throw new AssertionError("the relay sent what is no batch", e);
            }
        }
    }

    private void take(Delivery delivery) throws EventFormatException {
        List<EventBatch.Link> links = EventBatch.split(delivery.message().payload());
        long last = 0;
        for (EventBatch.Link link : links) {
            EventHeader header = EventCodec.header(link.stored());
            last = header.seq();
            if (dieBeforeCommit.test(last)) {
                die();
                return;
            }
            if (header.installation().equals(installation)) {
                store.commit(last, link.stored());
            }
        }
        if (dieBeforeAck.test(last)) {
            die();
            return;
        }
        delivery.acknowledge();
        acknowledge();
    }

    private void acknowledge() {
        if (!silent && !dead) {
            send(BusMessage.retained(
                    Topics.ack(MemoryOutbox.BRANCH, MemoryOutbox.NODE),
                    Messages.write(
                            new Messages.Ack(installation, store.through(), "server-1", store.epoch, null, null))));
        }
    }

    private void send(BusMessage message) {
        try {
            var sent = bus.send(message);
            if (sent.isCompletedExceptionally()) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
