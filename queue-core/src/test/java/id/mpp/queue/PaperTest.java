package id.mpp.queue;

import static id.mpp.queue.HallInUse.HUB;
import static id.mpp.queue.HallInUse.SATELLITE;
import static id.mpp.queue.PaperState.CONFIRMED;
import static id.mpp.queue.PaperState.DOUBT;
import static id.mpp.queue.PaperState.FAILED;
import static id.mpp.queue.PaperState.RESERVED;
import static id.mpp.queue.PaperState.SENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTest {
    private final HallInUse hall = HallInUse.open();
    private final TicketId ticket = withPaper();

    @Test
    void aPaperIsReservedTogetherWithItsNumber() {
        assertEquals(new Paper(RESERVED, 0, HUB, ""), paper());
    }

    @Test
    void aTicketWithoutPaperHasNone() {
        TicketId paperless = hall.issue(SmallHall.PERMIT);
        assertEquals(true, hall.state.paper(paperless).isEmpty());
        hall.does(new Command.Reprint(paperless, HUB));
        assertEquals(
                new Paper(RESERVED, 0, HUB, ""), hall.state.paper(paperless).orElseThrow());
    }

    @Test
    void aPaperIsSentBeforeItIsConfirmed() {
        refuses(0, CONFIRMED, RESERVED);
        report(0, SENT);
        report(0, CONFIRMED);
        assertEquals(CONFIRMED, paper().state());
        for (PaperState later : PaperState.values()) {
            refuses(0, later, CONFIRMED);
        }
    }

    @Test
    void nobodyReportsThatAPaperIsReservedOrThatThereIsNone() {
        refuses(0, RESERVED, RESERVED);
        refuses(0, PaperState.NONE, RESERVED);
    }

    @Test
    void aFailedPaperIsPrintedAgainUnmarkedForNothingCameOut() {
        report(0, FAILED);
        reprint(SATELLITE);
        assertEquals(new Paper(RESERVED, 0, SATELLITE, ""), paper());
    }

    @Test
    void aFailedPaperKeepsItsReasonUntilItIsPrintedAgain() {
        hall.does(new Command.ReportPaper(ticket, 0, FAILED, "paper-out"));
        assertEquals(new Paper(FAILED, 0, HUB, "paper-out"), paper());
        reprint(HUB);
        assertEquals("", paper().reason());
    }

    @Test
    void whatMayBeOnPaperIsFollowedByAMarkedCopy() {
        report(0, SENT);
        report(0, DOUBT);
        reprint(HUB);
        assertEquals(new Paper(RESERVED, 1, HUB, ""), paper());
        refuses(0, SENT, RESERVED);
        report(1, SENT);
        reprint(HUB);
        assertEquals(2, paper().copy());
    }

    @Test
    void aPaperThatWaitsForItsPrinterIsNotPrintedASecondTime() {
        hall.refuses(new Command.Reprint(ticket, HUB), new Refusal.PaperPending(hall.numberOf(ticket)));
    }

    @Test
    void copiesHaveALimit() {
        for (int copy = 0; copy < 5; copy++) {
            report(copy, SENT);
            report(copy, CONFIRMED);
            reprint(HUB);
        }
        report(5, SENT);
        hall.refuses(new Command.Reprint(ticket, HUB), new Refusal.CopyLimitReached(hall.numberOf(ticket), 5));
    }

    @Test
    void aDeadPrinterNeverStopsTheQueue() {
        report(0, FAILED);
        assertEquals(ticket, hall.callNext(SmallHall.ONE).ticket());
    }

    @Test
    void paperIsReportedAfterTheDayIsClosedToo() {
        report(0, SENT);
        hall.does(new Command.CloseDay("tutup", HallInUse.SUPERVISOR));
        report(0, CONFIRMED);
        assertEquals(CONFIRMED, paper().state());
    }

    @Test
    void aPaperOfNobodyIsRefused() {
        TicketId nobody = new TicketId("ticket-nobody");
        List<Command> commands =
                List.of(new Command.Reprint(nobody, HUB), new Command.ReportPaper(nobody, 0, SENT, ""));
        commands.forEach(command -> hall.refuses(command, new Refusal.TicketUnknown(nobody)));
    }

    private TicketId withPaper() {
        Command.IssueTicket command = hall.issuing(SmallHall.IDENTITY_CARD, false, HUB);
        hall.does(command);
        return command.ticket();
    }

    private Paper paper() {
        return hall.state.paper(ticket).orElseThrow();
    }

    private void reprint(NodeId printer) {
        hall.does(new Command.Reprint(ticket, printer));
    }

    private void report(int copy, PaperState state) {
        hall.does(new Command.ReportPaper(ticket, copy, state, ""));
    }

    private void refuses(int copy, PaperState to, PaperState from) {
        hall.refuses(
                new Command.ReportPaper(ticket, copy, to, ""),
                new Refusal.PaperOutOfOrder(hall.numberOf(ticket), copy, from, to));
    }
}
