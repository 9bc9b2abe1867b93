package id.mpp.kiosk.printing;

import id.mpp.hal.printer.PrintResult;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.kiosk.desk.Desk;
import id.mpp.program.Lane;
import id.mpp.program.Workers;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.NodeId;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.PaperState;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings reserved papers to the printer. The order is always: journal {@code sent}, then hand the slip over, then
 * journal what became of it; so that after a crash a paper that may exist is in doubt and never printed again unmarked.
 * Called on the desk's thread and on the printer's, and blocks neither: slips are made on a thread of its own, in the
 * order of their tickets.
 */
public final class PrintShop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintShop.class);
    private static final int MOST_REASON = 200;

    private final Desk desk;
    private final TicketPrinter printer;
    private final TicketSlip slips;
    private final NodeId node;
    /** A task for each paper that is not with the printer yet; the printer's own queue bounds what waits behind it. */
    private final Lane setting;

    private final AtomicInteger inHand = new AtomicInteger();

    private final AtomicLong unreported = new AtomicLong();
    private volatile Consumer<Slip> used = slip -> {};

    /** @param node the kiosk whose papers are printed here */
    public PrintShop(Desk desk, TicketPrinter printer, TicketSlip slips, NodeId node, Workers workers) {
        this.desk = desk;
        this.printer = printer;
        this.slips = slips;
        this.node = node;
        this.setting = workers.lane("print-shop", Integer.MAX_VALUE);
    }

    /** Tells each slip that is on paper, or may be; at most one listener, on the printer's thread. */
    public void onPaper(Consumer<Slip> listener) {
        used = listener;
    }

    /** After a start: what was sent is in doubt, what was only reserved is printed now. */
    public void recover() {
        for (Ticket ticket : List.copyOf(desk.view().tickets())) {
            Paper paper = desk.view().paper(ticket.id()).orElse(null);
            if (paper == null || !paper.printer().equals(node)) {
                continue;
            }
            if (paper.state() == PaperState.SENT) {
                report(ticket.id(), paper.copy(), PaperState.DOUBT, "the kiosk was started anew");
            } else if (paper.state() == PaperState.RESERVED) {
                print(ticket.id(), paper.copy());
            }
        }
    }

    /**
     * What is to be journalled together with these events: where the printer has nothing to do, the first paper is sent
     * at once, which saves a commit. Behind others it stays reserved, so that after a crash it is printed and not in
     * doubt.
     */
    public List<Command> accompany(List<Event> events) {
        if (inHand.get() > 0) {
            return List.of();
        }
        return events.stream()
                .filter(event -> event instanceof PaperEvent.PaperReserved reserved
                        && reserved.printer().equals(node))
                .map(event -> (PaperEvent.PaperReserved) event)
                .findFirst()
                .map(paper ->
                        List.<Command>of(new Command.ReportPaper(paper.ticket(), paper.copy(), PaperState.SENT, "")))
                .orElse(List.of());
    }

    /** Takes what the desk has committed. */
    public void committed(List<Event> events) {
        for (Event event : events) {
            if (event instanceof PaperEvent.PaperReserved reserved
                    && reserved.printer().equals(node)) {
                if (events.contains(new PaperEvent.PaperSent(reserved.ticket(), reserved.copy()))) {
                    inHand.incrementAndGet();
                    setting.execute(() -> handOver(reserved.ticket(), reserved.copy()));
                } else {
                    print(reserved.ticket(), reserved.copy());
                }
            }
        }
    }

    /** Reports that the desk would not take; the papers stay as they were and are in doubt at the next start. */
    public long unreported() {
        return unreported.get();
    }

    /** Papers that were to be printed and of which the printer has not told yet. */
    public int inHand() {
        return inHand.get();
    }

    /** After the desk has ended. Slips that were not made are in doubt at the next start. */
    @Override
    public void close() {
        setting.close();
    }

    private void print(TicketId id, int copy) {
        inHand.incrementAndGet();
        report(id, copy, PaperState.SENT, "", () -> setting.execute(() -> handOver(id, copy)), inHand::decrementAndGet);
    }

    private void handOver(TicketId id, int copy) {
        Ticket ticket = desk.view().ticket(id).orElse(null);
        if (ticket == null) {
            inHand.decrementAndGet();
            return;
        }
        Slip slip;
        try {
            slip = slips.of(ticket, copy);
        } catch (RuntimeException e) {
            inHand.decrementAndGet();
            LOG.warn("no slip could be made of " + ticket.number(), e);
            report(id, copy, PaperState.FAILED, clip(String.valueOf(e.getMessage())));
            return;
        }
        var _ = printer.print(slip).whenComplete((result, failure) -> {
            inHand.decrementAndGet();
            if (failure == null) {
                if (result.bytesMayBeOnPaper()) {
                    used.accept(slip);
                }
                became(id, copy, result);
            } else {
                LOG.warn("the printer driver failed", failure);
                report(id, copy, PaperState.DOUBT, clip(String.valueOf(failure.getMessage())));
            }
        });
    }

    private void became(TicketId id, int copy, PrintResult result) {
        switch (result) {
            case PrintResult.Confirmed confirmed -> report(id, copy, PaperState.CONFIRMED, "");
            case PrintResult.Sent sent -> LOG.debug("a paper was sent to a printer that cannot confirm");
            case PrintResult.Failed failed -> {
                PaperState state = failed.bytesMayBeOnPaper() ? PaperState.DOUBT : PaperState.FAILED;
                report(
                        id,
                        copy,
                        state,
                        failed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    private void report(TicketId id, int copy, PaperState state, String reason) {
        report(id, copy, state, reason, () -> LOG.debug("paper " + state), () -> {});
    }

    /**
     * Has the desk journal it, and goes on with {@code then} once it is on disk, with {@code otherwise} where it is not
     * taken.
     */
    private void report(TicketId id, int copy, PaperState state, String reason, Runnable then, Runnable otherwise) {
        Desk.Request request = Desk.Request.ofProgram("paper", new Command.ReportPaper(id, copy, state, reason));
        var _ = desk.submit(request).whenComplete((reply, failure) -> {
            if (Desk.Reply.isDone(reply)) {
                then.run();
            } else {
                otherwise.run();
                unreported.incrementAndGet();
                LOG.warn("paper " + state + " was not journalled" + (failure == null ? "" : ": " + failure));
            }
        });
    }

    private static String clip(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= MOST_REASON ? clean : clean.substring(0, MOST_REASON);
    }
}
