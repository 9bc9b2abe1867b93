package id.mpp.queue;

import static id.mpp.queue.HallInUse.HUB;
import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.HallInUse.SATELLITE;
import static id.mpp.queue.HallInUse.SUPERVISOR;
import static id.mpp.queue.SmallHall.CHILD_CARD;
import static id.mpp.queue.SmallHall.FAMILY_CARD;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.PERMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberBlocksTest {
    private static final QueuePolicy BLOCKS_OF_THREE =
            new QueuePolicy(false, 2_000, 3, Duration.ofMinutes(30), 3, 5, Duration.ZERO, Duration.ZERO, 5);
    private final HallInUse hall = HallInUse.open(BLOCKS_OF_THREE);
    private int admitted;

    @Test
    void numbersStartAtOneAndServicesOfOnePrefixShareThem() {
        assertEquals("A-001", issued(IDENTITY_CARD));
        assertEquals("A-002", issued(FAMILY_CARD));
        assertEquals("AB-001", issued(CHILD_CARD));
        assertEquals("B-001", issued(PERMIT));
    }

    @Test
    void numbersGoOnOverTheEndOfABlock() {
        for (int i = 1; i <= 7; i++) {
            assertEquals("A-00" + i, issued(IDENTITY_CARD));
        }
        List<NumberBlock> blocks = hall.state.snapshot().blocks().getOrDefault("A", List.of());
        assertEquals(List.of(1, 4, 7), blocks.stream().map(NumberBlock::first).toList());
    }

    @Test
    void theHubNeverIssuesANumberOfASatellite() {
        issued(IDENTITY_CARD);
        assertEquals(new DayEvent.NumbersGranted("A", SATELLITE, 4, 6), grant(3));
        assertEquals("A-002", issued(IDENTITY_CARD));
        assertEquals("A-003", issued(IDENTITY_CARD));
        assertEquals("A-007", issued(IDENTITY_CARD));
    }

    @Test
    void aTicketFromASatelliteIsAdmittedOnceAndOnlyFromItsBlock() {
        grant(3);
        hall.does(admit("A-002"));
        hall.refuses(admit("A-002"), new Refusal.NumberTaken(TicketNumber.parse("A-002")));
        hall.refuses(admit("A-004"), new Refusal.NumberNotOwned(TicketNumber.parse("A-004"), SATELLITE));
        hall.refuses(admit("B-001"), new Refusal.NumberNotOwned(TicketNumber.parse("B-001"), SATELLITE));
    }

    @Test
    void anAdmittedTicketStandsWhereItWouldHaveStoodHadItBeenIssuedHere() {
        grant(3);
        hall.minutes(30).issue(IDENTITY_CARD);
        hall.minutes(10);
        Command.AdmitTicket command = admit("A-001", hall.now().wall().minusSeconds(1_200));
        hall.does(command);
        TicketEvent.TicketCalled called = hall.callNext(SmallHall.ONE);
        assertEquals(command.ticket(), called.ticket());
        assertEquals(1_200_000, called.rule().score());
    }

    @Test
    void aTimeOfIssueInTheFutureOrOlderThanADayIsNotBelieved() {
        grant(3);
        TicketId first = hall.issue(IDENTITY_CARD);
        hall.does(admit("A-001", hall.now().wall().minus(Duration.ofDays(2))));
        hall.does(admit("A-002", hall.now().wall().plusSeconds(60)));
        assertEquals(first, hall.callNext(SmallHall.ONE).ticket());
    }

    @Test
    void aNodeThatAdmittedOutOfOrderStillIssuesEveryNumberOnce() {
        grant(3);
        hall.does(admit("A-001"));
        hall.does(admit("A-003"));
        assertEquals("A-002", issuedBySatellite("ticket-sat-1"));
        assertEquals("A-004", issuedBySatellite("ticket-sat-2"), "A-003 is somebody's already");
    }

    @Test
    void after999ComeFourDigitsAndAfter9999NothingMore() {
        HallInUse big = HallInUse.open(
                new QueuePolicy(false, 2_000, 3, Duration.ZERO, 1_000, 5, Duration.ZERO, Duration.ZERO, 5));
        Command.GrantNumbers thousand = new Command.GrantNumbers("A", SATELLITE, 1_000);
        for (int i = 0; i < 9; i++) {
            big.does(thousand);
        }
        assertEquals("A-9001", big.numberOf(big.issue(IDENTITY_CARD)).toString());
        big.refuses(thousand, new Refusal.NumbersExhausted("A"));
        assertEquals("A-9002", big.numberOf(big.issue(IDENTITY_CARD)).toString());
    }

    @Test
    void everyDayStartsAtOneAgain() {
        issued(IDENTITY_CARD);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.minutes(24 * 60).does(new Command.OpenDay(HallInUse.MONDAY.plusDays(1), false, SUPERVISOR));
        assertEquals("A-001", issued(IDENTITY_CARD));
    }

    @Test
    void oneTicketIdIsOneTicket() {
        Command.IssueTicket command = hall.issuing(IDENTITY_CARD, false, null);
        hall.does(command);
        hall.refuses(command, new Refusal.TicketExists(command.ticket()));
    }

    @Test
    void aPrefixThatNoNumberCanHaveIsNoCommand() {
        assertThrows(IllegalArgumentException.class, () -> new Command.GrantNumbers("IO", HUB, 3));
    }

    @Test
    void textsThatNoEventCanHoldAreNoCommands() {
        String tooLong = "x".repeat(201);
        assertThrows(IllegalArgumentException.class, () -> new Command.Park(SmallHall.ONE, tooLong, OFFICER));
        assertThrows(IllegalArgumentException.class, () -> new Command.Finish(SmallHall.ONE, "a\nb", OFFICER));
        assertThrows(IllegalArgumentException.class, () -> new Command.CloseDay(tooLong, OFFICER));
    }

    @Test
    void numbersGoOnAboveThoseThatWereSkippedAndNeverBelow() {
        assertEquals("A-001", issued(IDENTITY_CARD));
        hall.does(skip(100));
        assertEquals("A-101", issued(IDENTITY_CARD));
        assertEquals("B-001", issued(PERMIT));
        hall.refuses(skip(100), new Refusal.NothingToChange("numbers"));
        hall.does(skip(102));
        assertEquals("A-103", issued(FAMILY_CARD));
    }

    @Test
    void aJournalThatCannotTellOfADayBeginsThatDaysNumbersHigherAndTheNextDaysAtOne() {
        HallInUse closed = HallInUse.beforeOpening(BLOCKS_OF_THREE);
        Moment now = closed.now();
        closed.state = QueueEngine.evolve(closed.state, new JournalEvent.JournalCarried(100), now);
        closed.does(new Command.OpenDay(HallInUse.MONDAY, true, SUPERVISOR));
        closed.does(new Command.OverrideHours("uji", SUPERVISOR));
        assertEquals("A-101", closed.numberOf(closed.issue(IDENTITY_CARD)).toString());
        assertEquals("B-101", closed.numberOf(closed.issue(PERMIT)).toString());
        closed.does(new Command.CloseDay("selesai", SUPERVISOR));
        closed.does(new Command.OpenDay(HallInUse.MONDAY.plusDays(1), true, SUPERVISOR));
        closed.does(new Command.OverrideHours("uji", SUPERVISOR));
        assertEquals("A-001", closed.numberOf(closed.issue(IDENTITY_CARD)).toString());
    }

    private static Command.SkipNumbers skip(int through) {
        return new Command.SkipNumbers("A", through, "jurnal rusak", SUPERVISOR);
    }

    private String issued(ServiceId service) {
        return hall.numberOf(hall.issue(service)).toString();
    }

    private String issuedBySatellite(String id) {
        Command.IssueTicket command =
                Command.IssueTicket.of(new TicketId(id), new Command.Wish(IDENTITY_CARD, false, "id"), SATELLITE);
        hall.does(command);
        return hall.numberOf(command.ticket()).toString();
    }

    private DayEvent.NumbersGranted grant(int size) {
        return hall.does(new Command.GrantNumbers("A", SATELLITE, size), DayEvent.NumbersGranted.class);
    }

    private Command.AdmitTicket admit(String number) {
        return admit(number, hall.now().wall());
    }

    private Command.AdmitTicket admit(String number, Instant issuedAt) {
        TicketId id = new TicketId("admitted-" + ++admitted);
        return new Command.AdmitTicket(
                TicketNumber.parse(number), id, issuedAt, SATELLITE, new Command.Wish(IDENTITY_CARD, false, "id"));
    }
}
