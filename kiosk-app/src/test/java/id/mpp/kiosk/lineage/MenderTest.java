package id.mpp.kiosk.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.Position;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.EventEnvelope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random days with random gaps: what is made of them replays, and nobody is at two counters or at one that does not
 * know.
 */
class MenderTest {
    private static final Hall HALL = CatalogReader.sample();
    private static final QueueEngine ENGINE = new QueueEngine(HALL, QueuePolicy.standard());
    private static final ActorId ACTOR = new ActorId("petugas-disdukcapil");
    private static final NodeId NODE = new NodeId("hub-1");
    private static final Instant MORNING = Instant.parse("2026-11-23T01:10:00Z");
    private static final List<CounterId> COUNTERS =
            HALL.counters().stream().limit(4).map(Counter::id).toList();
    private static final ServiceId SERVICE = new ServiceId("kk");
    private static final int COMMANDS = 400;
    private static final int HISTORIES = 200;

    /** What happened, and what became of it. */
    private record Past(List<Remains.Row> rows, QueueState state) {}

    @Test
    void aHistoryWithoutGapsStaysAsItIs() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Past past = past(seed);
            Mender mender = new Mender(HALL, "", true);
            past.rows().forEach(mender::offer);
            assertEquals(0, mender.leftOut(), "seed " + seed);
            assertEquals(past.rows().size(), mender.history().size(), "seed " + seed);
            assertEquals(past.state(), mender.state(), "seed " + seed);
        }
    }

    @Test
    void aHistoryWithGapsReplaysAndIsSound() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Past past = past(seed);
            Random random = new Random(-seed);
            int oneOf = 2 + random.nextInt(60);
            Mender mender = new Mender(HALL, "", true);
            past.rows().stream().filter(row -> random.nextInt(oneOf) != 0).forEach(mender::offer);
            QueueState again = new QueueState();
            for (Carried one : mender.history()) {
                again = QueueEngine.evolve(
                        again, one.entry().event(), one.entry().at());
            }
            assertEquals(again, mender.state(), "seed " + seed);
            assertSound(again, "seed " + seed);
            goesOn(again, "seed " + seed);
        }
    }

    private static void assertSound(QueueState state, String seed) {
        for (Ticket ticket : state.tickets()) {
            List<CounterState> at = state.counters().stream()
                    .filter(counter -> ticket.id().equals(counter.current()))
                    .toList();
            boolean busy = ticket.state().atCounter();
            assertEquals(busy ? 1 : 0, at.size(), seed + " " + ticket);
            assertTrue(!busy || at.getFirst().id().equals(ticket.counter()), seed + " " + ticket);
        }
        assertEquals(
                state.tickets().size(),
                state.tickets().stream().map(Ticket::number).distinct().count(),
                seed);
    }

    /** The engine works on it: everybody who waits is called, and the day closes. */
    private static void goesOn(QueueState from, String seed) {
        QueueState state = from;
        Moment at = moment(COMMANDS + 1);
        for (CounterId counter : COUNTERS) {
            for (Command command : List.of(
                    new Command.OpenCounter(counter, ACTOR),
                    new Command.MarkNoShow(counter, ACTOR),
                    new Command.CallNext(counter, ACTOR))) {
                state = apply(state, command, at, new ArrayList<>());
            }
        }
        assertSound(state, seed);
        QueueState closed = apply(state, new Command.CloseDay("selesai", ACTOR), at, new ArrayList<>());
        assertTrue(closed.tickets().stream().allMatch(ticket -> ticket.state().ended()), seed);
    }

    private static QueueState apply(QueueState from, Command command, Moment at, List<Remains.Row> rows) {
        QueueState state = from;
        if (ENGINE.decide(state, command, at) instanceof Decision.Accepted accepted) {
            for (Event event : accepted.events()) {
                state = QueueEngine.evolve(state, event, at);
                LocalDate day = state.day().ordinal() == 0 ? null : state.day().label();
                long seq = rows.size() + 1L;
                rows.add(new Remains.Row(
                        new EventEnvelope(
                                "id-" + seq,
                                new EventEnvelope.Origin(HALL.branch().id(), NODE, "installation", seq, 1),
                                day,
                                at,
                                false,
                                event),
                        new byte[32]));
            }
        }
        return state;
    }

    private static Moment moment(long n) {
        return new Moment(MORNING.plusMillis(n * 20_000), true, "boot-0001", n * 20_000);
    }

    private static Past past(long seed) {
        Random random = new Random(seed);
        QueueState state = new QueueState();
        List<Remains.Row> rows = new ArrayList<>();
        for (long n = 1; n <= COMMANDS; n++) {
            state = apply(state, command(random, n, state), moment(n), rows);
        }
        return new Past(rows, state);
    }

    private static Command command(Random random, long n, QueueState state) {
        CounterId counter = COUNTERS.get(random.nextInt(COUNTERS.size()));
        List<TicketId> known = state.tickets().stream().map(Ticket::id).sorted().toList();
        TicketId some = known.isEmpty() ? new TicketId("nobody-0000") : known.get(random.nextInt(known.size()));
        if (n == 1 || !state.day().open()) {
            return new Command.OpenDay(LocalDate.parse("2026-11-23").plusDays(random.nextInt(40)), true, ACTOR);
        }
        return switch (random.nextInt(60)) {
            case 0 -> new Command.CloseDay("selesai", ACTOR);
            case 1, 2 -> new Command.OverrideHours("uji", ACTOR);
            case 3, 4, 5, 6 -> new Command.OpenCounter(counter, ACTOR);
            case 7 -> new Command.CloseCounter(counter, ACTOR);
            case 8 -> new Command.PauseCounter(counter, "istirahat", ACTOR);
            case 9 -> new Command.ResumeCounter(counter, ACTOR);
            case 10, 11 -> new Command.Park(counter, "berkas", ACTOR);
            case 12, 13 -> new Command.ResumeTicket(counter, some, ACTOR);
            case 14 -> new Command.Transfer(counter, new ServiceId("ktp-rekam"), Position.FRONT, true, ACTOR);
            case 15 -> new Command.CancelTicket(some, ACTOR);
            case 16, 17, 18 -> new Command.Undo(counter, ACTOR);
            case 19 -> new Command.Recall(counter, ACTOR);
            case 20 -> new Command.MarkNoShow(counter, ACTOR);
            case 21, 22 -> new Command.CallTicket(counter, some, ACTOR);
            case 23 -> new Command.AddNote(counter, "catatan", ACTOR);
            case 24, 25, 26, 27, 28, 29, 30 -> new Command.CallNext(counter, ACTOR);
            case 31, 32, 33, 34, 35 -> new Command.StartServing(counter, ACTOR);
            case 36, 37, 38, 39, 40 -> new Command.Finish(counter, "", ACTOR);
            default ->
                Command.IssueTicket.of(
                                new TicketId("ticket-" + n + "-0000"),
                                new Command.Wish(SERVICE, n % 7 == 0, "id"),
                                NODE)
                        .printedBy(NODE);
        };
    }
}
