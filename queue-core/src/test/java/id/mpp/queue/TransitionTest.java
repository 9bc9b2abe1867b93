package id.mpp.queue;

import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static id.mpp.queue.SmallHall.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every transition after every state: as docs/tickets.md tells it, as the rules have it, and as the engine does. */
class TransitionTest {
    /** Stands in the table where a transition does not follow. */
    private static final String NEVER = "";

    private static final Command CLOSE = new Command.CloseDay("tutup", OFFICER);

    @Test
    void theTableOfTheDocumentsIsTheOneOfTheRules() throws IOException {
        Map<String, String> rules = new TreeMap<>();
        for (Transition transition : Transition.values()) {
            for (TicketState state : TicketState.values()) {
                rules.put(pair(state, transition), transition.follows(state) ? word(transition.next()) : NEVER);
            }
        }
        assertEquals(rules, documented());
    }

    @TestFactory
    Stream<DynamicTest> theEngineGoesEveryWayOfTheTableAndNoOther() {
        return Arrays.stream(Transition.values())
                .flatMap(transition -> Arrays.stream(TicketState.values())
                        .map(state ->
                                DynamicTest.dynamicTest(pair(state, transition), () -> tried(state, transition))));
    }

    private static void tried(TicketState state, Transition transition) {
        HallInUse hall = HallInUse.open();
        TicketId ticket =
                transition == Transition.RETURNED && state.atCounter() ? sentToOne(hall) : hall.issue(IDENTITY_CARD);
        bring(ticket, state, hall);
        Command command = command(transition, ticket);
        if (transition.follows(state)) {
            hall.does(command);
            assertEquals(transition.next(), hall.stateOf(ticket));
        } else if (command instanceof Command.CloseDay && state != TicketState.EXPIRED) {
            hall.does(command);
            assertEquals(state.ended(), hall.stateOf(ticket) == state, "what has its end keeps it");
        } else {
            hall.refuses(command, refusal(command, hall.ticket(ticket)));
            assertEquals(state, hall.stateOf(ticket));
        }
    }

    /** A ticket that another counter sent to the first one, and wants back. */
    private static TicketId sentToOne(HallInUse hall) {
        TicketId ticket = hall.issue(PERMIT);
        hall.serve(THREE, ticket);
        hall.transferWithReturn(THREE, IDENTITY_CARD);
        return ticket;
    }

    private static void bring(TicketId ticket, TicketState state, HallInUse hall) {
        if (state == TicketState.CANCELLED) {
            hall.does(new Command.CancelTicket(ticket, OFFICER));
        } else if (state == TicketState.EXPIRED) {
            hall.does(CLOSE);
        } else if (state != TicketState.WAITING) {
            hall.does(new Command.CallTicket(ONE, ticket, OFFICER));
            switch (state) {
                case SERVING -> hall.does(new Command.StartServing(ONE, OFFICER));
                case PARKED -> hall.does(new Command.Park(ONE, "fotokopi", OFFICER));
                case NO_SHOW -> hall.does(new Command.MarkNoShow(ONE, OFFICER));
                case FINISHED -> hall.finish(ONE);
                default -> assertEquals(TicketState.CALLED, state);
            }
        }
        assertEquals(state, hall.stateOf(ticket));
    }

    /** Only a closed day holds expired tickets, and no ticket of a counter that has none is in a wrong state. */
    private static Refusal refusal(Command command, Ticket ticket) {
        boolean cancels = command instanceof Command.CancelTicket;
        boolean named = command instanceof Command.CallTicket || command instanceof Command.ResumeTicket;
        if (ticket.state() == TicketState.EXPIRED && !cancels) {
            return new Refusal.DayNotOpen();
        }
        return cancels || named || ticket.state().atCounter()
                ? new Refusal.WrongState(ticket.number(), ticket.state())
                : new Refusal.CounterIdle(ONE);
    }

    /** Named tickets are asked for at a counter that is free, the others at the one that has them. */
    private static Command command(Transition transition, TicketId ticket) {
        return switch (transition) {
            case CALLED -> new Command.CallTicket(TWO, ticket, OFFICER);
            case RESUMED -> new Command.ResumeTicket(TWO, ticket, OFFICER);
            case RECALLED -> new Command.Recall(ONE, OFFICER);
            case STARTED -> new Command.StartServing(ONE, OFFICER);
            case FINISHED, RETURNED -> new Command.Finish(ONE, "selesai", OFFICER);
            case TRANSFERRED -> new Command.Transfer(ONE, PERMIT, Position.END, false, OFFICER);
            case PARKED -> new Command.Park(ONE, "fotokopi", OFFICER);
            case NO_SHOW -> new Command.MarkNoShow(ONE, OFFICER);
            case CANCELLED -> new Command.CancelTicket(ticket, OFFICER);
            case EXPIRED, SERVED_TO_THE_CLOSE, ABSENT_AT_THE_CLOSE -> CLOSE;
        };
    }

    private static Map<String, String> documented() throws IOException {
        List<String[]> rows = table().stream()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new))
                .toList();
        Map<String, String> cells = new TreeMap<>();
        for (String[] row : rows.subList(2, rows.size())) {
            for (int i = 2; i < row.length - 1; i++) {
                cells.put(row[1] + " after " + rows.getFirst()[i], row[i]);
            }
        }
        return cells;
    }

    private static List<String> table() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder docs above the tests");
        }
        return Files.readAllLines(folder.resolve("docs/tickets.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    private static String pair(TicketState state, Transition transition) {
        return transition.word() + " after " + word(state);
    }

    private static String word(TicketState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
