package id.mpp.kiosk.printing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.printer.PrintResult;
import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.PrinterTiming;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.NodeId;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A number and its papers, when the printer fails after each k-th byte and the citizen asks again: one number, one
 * unmarked paper at most, every other one marked. {@code -Dp3.step=1} tries every byte.
 */
class PaperFaultTest {
    /** Each round lasts about a second; the driver alone is tried at every 37th byte in kiosk-hal. */
    private static final int STEP = Integer.getInteger("p3.step", 4 * 37);

    /** They mostly wait for the printer's limits, so many fit beside each other. */
    private static final int HALLS = 6;

    private static final NodeId NODE = new NodeId("hub-1");
    private static final int ATTEMPTS = 20;
    /** All that a machine with other work may need for one paper. */
    private static final Duration PATIENT = Duration.ofMinutes(2);

    private static final PrinterTiming TIMING = new PrinterTiming(
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(20));

    @ParameterizedTest
    @EnumSource(names = {"UNPLUGGED", "STALLED", "POWER_OFF", "OUT_OF_PAPER"})
    @Timeout(7200)
    void oneNumberHasOneUnmarkedPaperAtMost(VirtualFault fault, @TempDir Path folder) throws Exception {
        Map<PaperState, Integer> ends = new ConcurrentSkipListMap<>();
        List<Future<?>> halls = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(HALLS)) {
            for (int i = 0; i < HALLS; i++) {
                int first = i;
                halls.add(threads.submit(() -> {
                    rounds(fault, folder.resolve("journal-" + first + ".db"), first, ends);
                    return null;
                }));
            }
            for (Future<?> hall : halls) {
                hall.get();
            }
        }
        System.out.printf("P3 papers, %s: %s after the fault, all confirmed in the end%n", fault, ends);
    }

    /** A hall and its printer, for every {@value #HALLS}th of the bytes. */
    private static void rounds(VirtualFault fault, Path journal, int first, Map<PaperState, Integer> ends)
            throws Exception {
        List<PrintedSlip> papers = new CopyOnWriteArrayList<>();
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.EPSON_80, 0);
                JournalledHall hall = new JournalledHall(journal)) {
            device.onSlip(papers::add);
            device.start();
            try (Observed printer = new Observed(
                    PrinterAddress.parse(device.address()).printer("printer", PrinterProfile.EPSON_80, TIMING))) {
                HardwareTexts texts = new HardwareTexts(hall.hall.branch().languages());
                PrintShop shop = new PrintShop(
                        hall.desk, printer, new TicketSlip(hall.hall, texts, "http://kiosk"), NODE, TestWorkers.told());
                hall.desk.onCommit("test", (events, at) -> shop.committed(events));
                hall.started();
                hall.say(JournalledHall.openDay());
                hall.say(new Command.OverrideHours("uji pencetak", new ActorId("supervisor")));
                printer.start();

                long length = bytesOf(hall, printer, device);
                for (long k = (long) first * STEP; k <= length; k += (long) HALLS * STEP) {
                    device.causeAfter(k, fault);
                    TicketId id = issue(hall, "tiket-%05d".formatted(k));
                    settled(hall, printer, id);
                    ends.merge(paper(hall, id).state(), 1, Integer::sum);
                    device.causeAfter(Long.MAX_VALUE / 2, fault);
                    device.repair(fault);
                    askUntilConfirmed(hall, printer, id);
                    assertPapers(hall, id, papers, fault + " after " + k + " bytes");
                }
            }
        }
    }

    private static long bytesOf(JournalledHall hall, Observed printer, VirtualPrinter device) throws Exception {
        TicketId first = issue(hall, "tiket-pertama");
        settled(hall, printer, first);
        askUntilConfirmed(hall, printer, first);
        // An answer that comes after these short limits, as on a busy machine, costs the connection and more bytes.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = device.bytesReceived();
            TicketId id = issue(hall, "tiket-ukuran-" + attempt);
            settled(hall, printer, id);
            if (paper(hall, id).state() == PaperState.CONFIRMED) {
                return device.bytesReceived() - before;
            }
            askUntilConfirmed(hall, printer, id);
        }
        throw new AssertionError("no paper was confirmed at once in " + ATTEMPTS + " attempts");
    }

    private static TicketId issue(JournalledHall hall, String id) throws Exception {
        TicketId ticket = new TicketId(id);
        String answer =
                hall.say(Command.IssueTicket.of(ticket, new Command.Wish(new ServiceId("kk"), false, "id"), NODE)
                        .printedBy(NODE));
        assertTrue(answer.startsWith("200"), answer);
        return ticket;
    }

    /** Until the driver has answered and the desk knows; a printer that proves nothing leaves the paper sent. */
    private static void settled(JournalledHall hall, Observed printer, TicketId id) {
        await().atMost(PATIENT).until(() -> {
            PrintResult result = printer.results.poll();
            if (result == null) {
                return false;
            }
            boolean told = !(result instanceof PrintResult.Sent);
            await().atMost(PATIENT).until(() -> {
                // What came out is journalled with the next commit, or in two seconds: others come all the time.
                hall.awaitListeners();
                return told != (paper(hall, id).state() == PaperState.SENT);
            });
            return true;
        });
    }

    /** As a citizen does at the kiosk. */
    private static void askUntilConfirmed(JournalledHall hall, Observed printer, TicketId id) {
        await().atMost(PATIENT).until(() -> {
            if (paper(hall, id).state() != PaperState.CONFIRMED) {
                String answer = hall.say(new Command.Reprint(id, NODE));
                assertTrue(answer.startsWith("200"), answer);
                settled(hall, printer, id);
            }
            return paper(hall, id).state() == PaperState.CONFIRMED;
        });
    }

    private static void assertPapers(JournalledHall hall, TicketId id, List<PrintedSlip> papers, String where) {
        String number = hall.desk.view().ticket(id).orElseThrow().number().toString();
        List<String> marks = papers.stream()
                .filter(slip -> slip.lines().contains(number))
                .map(slip -> slip.lines().stream()
                        .filter(line -> line.contains("SALINAN"))
                        .findFirst()
                        .orElse("unmarked"))
                .toList();
        assertTrue(!marks.isEmpty(), () -> where + ": confirmed without a paper");
        assertEquals(marks.stream().distinct().toList(), marks, () -> where + ": two papers alike");
        int copy = paper(hall, id).copy();
        String last = copy == 0 ? "unmarked" : "SALINAN " + copy;
        assertEquals(last, marks.getLast().strip(), where);
    }

    /** A printer whose results are seen, one for each slip. */
    private record Observed(TicketPrinter printer, Queue<PrintResult> results) implements TicketPrinter {
        Observed(TicketPrinter printer) {
            this(printer, new ConcurrentLinkedQueue<>());
        }

        @Override
        public String id() {
            return printer.id();
        }

        @Override
        public String kind() {
            return printer.kind();
        }

        @Override
        public void start() {
            printer.start();
        }

        @Override
        public CompletableFuture<PrintResult> print(Slip slip) {
            return printer.print(slip).whenComplete((result, failure) -> results.add(result));
        }

        @Override
        public DeviceStatus status() {
            return printer.status();
        }

        @Override
        public void onStatus(Consumer<DeviceStatus> listener) {
            printer.onStatus(listener);
        }

        @Override
        public void close() {
            printer.close();
        }
    }

    private static Paper paper(JournalledHall hall, TicketId id) {
        return hall.desk.view().paper(id).orElseThrow();
    }
}
