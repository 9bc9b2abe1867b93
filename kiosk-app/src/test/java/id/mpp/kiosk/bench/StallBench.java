package id.mpp.kiosk.bench;

import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.PrinterTiming;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.printing.PrintShop;
import id.mpp.kiosk.printing.TicketSlip;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.NodeId;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Whether a printer that stalls for ever delays the issue of numbers: tickets with paper at a steady rate, on a real
 * journal, with a healthy printer and with one that took some bytes and then no more. Rounds of both alternate, the
 * better of each counts, because the disk is not ours alone. Ends non-zero when the p99 with the stalled printer is
 * over 1.5 times the other.
 */
final class StallBench {
    private static final int ROUND_SECONDS = 8;
    private static final double FACTOR_AT_MOST = 1.5;
    private static final int ROUNDS = 3;
    private static final int TICKETS_A_SECOND = 100;
    /** The driver's first slip hangs within its bytes. */
    private static final int BYTES_BEFORE_STALL = 300;

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private static final NodeId NODE = new NodeId("hub-1");

    private StallBench() {}

    /** @param args {@code --full} makes a round five times as long */
    public static void main(String[] args) throws Exception {
        int seconds = ROUND_SECONDS * (args.length > 0 && args[0].equals("--full") ? 5 : 1);
        round(seconds, false);
        long healthy = Long.MAX_VALUE;
        long stalled = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            healthy = Math.min(healthy, round(seconds, false));
            stalled = Math.min(stalled, round(seconds, true));
        }
        double factor = (double) stalled / healthy;
        boolean holds = factor <= FACTOR_AT_MOST;
        System.out.printf(
                "stall: p99 of issue %d µs with a healthy printer, %d µs with a stalled one: %.2f times, at most %.1f:"
                        + " %s%n",
                healthy, stalled, factor, FACTOR_AT_MOST, holds ? "holds" : "falls short");
        System.exit(holds ? 0 : 1);
    }

    /** The p99 from request to answer in microseconds. */
    private static long round(int seconds, boolean stall) throws Exception {
        Path folder = Files.createTempDirectory("stall");
        Histogram micros = new SynchronizedHistogram(LONGEST_MICROS, 3);
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.EPSON_80, 0);
                JournalledHall hall = new JournalledHall(folder.resolve("journal.db"))) {
            device.start();
            if (stall) {
                device.causeAfter(BYTES_BEFORE_STALL, VirtualFault.STALLED);
            }
            try (TicketPrinter printer = PrinterAddress.parse(device.address())
                    .printer("printer", PrinterProfile.EPSON_80, PrinterTiming.standard())) {
                HardwareTexts texts = new HardwareTexts(hall.hall.branch().languages());
                PrintShop shop = new PrintShop(
                        hall.desk, printer, new TicketSlip(hall.hall, texts, "http://kiosk"), NODE, TestWorkers.told());
                hall.desk.onCommit("test", (events, at) -> shop.committed(events));
                hall.started();
                printer.start();
                hall.say(JournalledHall.openDay());
                hall.say(new Command.OverrideHours("uji beban", new ActorId("supervisor")));
                issue(hall.desk, seconds * TICKETS_A_SECOND, micros);
            }
            System.out.printf(
                    "  %-7s %d tickets, p50 %d µs, p99 %d µs, %d papers%n",
                    stall ? "stalled" : "healthy",
                    micros.getTotalCount(),
                    micros.getValueAtPercentile(50),
                    micros.getValueAtPercentile(99),
                    device.cuts());
        }
        return micros.getValueAtPercentile(99);
    }

    /** Open load: a late answer does not delay the next request, and counts from when its request was due. */
    private static void issue(Desk desk, int tickets, Histogram micros) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(tickets);
        AtomicInteger refused = new AtomicInteger();
        long began = System.nanoTime();
        for (int i = 0; i < tickets; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(i) / TICKETS_A_SECOND;
            // A thread may wake up too early, for no reason.
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Command command = Command.IssueTicket.of(
                            new TicketId("tiket-%06d".formatted(i)),
                            new Command.Wish(new ServiceId("kk"), false, "id"),
                            NODE)
                    .printedBy(NODE);
            var _ = desk.submit(JournalledHall.request("kunci-" + i, "", command))
                    .whenComplete((reply, failure) -> {
                        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
                        if (failure != null || !JournalledHall.text(reply).startsWith("200")) {
                            refused.incrementAndGet();
                        }
                        answered.countDown();
                    });
        }
        if (!answered.await(1, TimeUnit.MINUTES) || refused.get() > 0) {
            throw new IllegalStateException(
                    answered.getCount() + " requests without an answer, " + refused + " refused");
        }
    }
}
