package id.mpp.kiosk.desk;

import static id.mpp.kiosk.desk.JournalledHall.closeDay;
import static id.mpp.kiosk.desk.JournalledHall.issue;
import static id.mpp.kiosk.desk.JournalledHall.openDay;
import static id.mpp.kiosk.desk.JournalledHall.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.HallView;
import id.mpp.queue.Place;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees of the hall while the desk goes on. */
class HallViewTest {
    private static final ServiceId FAMILY_CARD = new ServiceId("kk");
    private static final Place.Lane LANE = new Place.Lane(Place.Kind.NORMAL, FAMILY_CARD, null);
    private static final ActorId HOLDER = new ActorId("holder");
    private static final int TICKETS = 300;
    private static final int ROUNDS = 4;
    private static final int READERS = 3;

    @TempDir
    private Path folder;

    @Test
    void aViewThatIsKeptStaysAsItWas() throws Exception {
        try (JournalledHall kiosk = new JournalledHall(folder.resolve("journal.db")).started()) {
            kiosk.say(openDay());
            kiosk.say(issue("ticket-1"));
            HallView kept = kiosk.desk.view();
            Ticket first = kept.ticket(new TicketId("ticket-1")).orElseThrow();
            kiosk.say(issue("ticket-2"));
            kiosk.say(new Command.CancelTicket(first.id(), HOLDER));
            kiosk.say(closeDay());
            assertTrue(kept.day().open());
            assertEquals(List.of(first), List.copyOf(kept.tickets()));
            assertEquals(List.of(first), kept.waitingTickets(LANE, 10));
            assertEquals(1, kept.waiting(FAMILY_CARD));
            assertEquals(1, kept.issued(FAMILY_CARD));
            HallView now = kiosk.desk.view();
            assertTrue(now.version() > kept.version());
            assertEquals(2, now.tickets().size());
            assertEquals(0, now.waiting(FAMILY_CARD));
        }
    }

    /** Each command is one commit at least, and each closing changes every ticket in one. */
    @Test
    void readersSeeWholeCommitsAlone() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (JournalledHall kiosk = new JournalledHall(folder.resolve("journal.db")).started();
                ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Set<Integer>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(kiosk.desk, over)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                kiosk.say(openDay());
                List<CompletableFuture<Desk.Reply>> replies = new ArrayList<>();
                for (int i = 0; i < TICKETS / ROUNDS; i++) {
                    replies.add(kiosk.desk.submit(request(null, "", issue("ticket-" + round + "-" + i))));
                }
                CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
                        .get();
                kiosk.say(closeDay());
            }
            over.set(true);
            for (Future<Set<Integer>> reader : readers) {
                assertNotEquals(Set.of(), reader.get(), "it has seen something");
            }
        }
    }

    /** Looks again and again, and tells how many it saw waiting. */
    private static Callable<Set<Integer>> reader(QueueDesk desk, AtomicBoolean over) {
        return () -> {
            Set<Integer> seen = new HashSet<>();
            long version = 0;
            while (!over.get()) {
                HallView view = desk.view();
                assertTrue(view.version() >= version, "a version after a later one");
                version = view.version();
                seen.add(assertWhole(view));
            }
            return seen;
        };
    }

    private static int assertWhole(HallView view) {
        int waiting = 0;
        for (Ticket ticket : view.tickets()) {
            boolean waits = ticket.state() == TicketState.WAITING;
            assertEquals(view.day().open(), waits, "a ticket outlasts its day");
            waiting += waits ? 1 : 0;
        }
        assertEquals(waiting, view.waiting(FAMILY_CARD));
        assertEquals(view.tickets().size(), view.issued(FAMILY_CARD));
        List<Ticket> line = view.waitingTickets(LANE, TICKETS + 1);
        assertEquals(waiting, line.size());
        for (int i = 0; i < waiting; i++) {
            assertEquals(i, view.ahead(line.get(i)));
        }
        return waiting;
    }
}
