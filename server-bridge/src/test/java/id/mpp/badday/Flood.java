package id.mpp.badday;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Neighbours who ask for numbers and for the hall without end, each a hundred times a second. */
final class Flood {
    private static final long GAP_NANOS = 10_000_000;
    /** One request in so many asks for a number; the others read the hall. */
    private static final int TICKET_EVERY = 10;

    private final int port;
    private final Ledger ledger;
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder shutOut = new LongAdder();

    Flood(int port, Ledger ledger) {
        this.port = port;
        this.ledger = ledger;
    }

    /** Returns when it is over. */
    void run(List<Neighbour> neighbours, Duration time) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Neighbour neighbour : neighbours) {
            threads.add(Thread.ofPlatform().name("flood of " + neighbour.hub()).start(() -> {
                try {
                    neighbour.enter();
                    ask(neighbour.hub(), System.nanoTime() + time.toNanos());
                } catch (IOException e) {
                    ledger.noteFault(String.valueOf(e.getMessage()));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void ask(String hub, long until) {
        long next = System.nanoTime();
        for (int turn = 0; next < until; turn++) {
            LockSupport.parkNanos(next - System.nanoTime());
            next = Math.max(next + GAP_NANOS, System.nanoTime() - GAP_NANOS);
            sent.increment();
            try {
                if (turn % TICKET_EVERY == 0) {
                    String key = UUID.randomUUID().toString();
                    People.take(
                            ledger, Line.post(hub, port, "/api/v1/tickets", "{\"service\":\"ktp-cetak\"}", key, ""));
                } else {
                    Line.get(hub, port, "/api/v1/board", "");
                }
                answered.increment();
            } catch (IOException e) {
                shutOut.increment();
            }
        }
    }

    long sent() {
        return sent.sum();
    }

    long answered() {
        return answered.sum();
    }

    /** The requests that got no answer, which is what a flood deserves. */
    long shutOut() {
        return shutOut.sum();
    }
}
