package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.wire.CatalogException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** {@code ./prove press}: from the press to the last byte of the slip at the printer; from the call to the boards. */
public final class PressBench {
    private static final int RUNS = 3;
    private static final int BOARDS = 50;
    private static final int PATIENCE_SECONDS = 30;
    private static final int LOOK_MILLIS = 10;

    private final int times;
    private final List<Histogram> commits = new ArrayList<>();
    private final List<Histogram> answers = new ArrayList<>();
    private final List<Histogram> slips = new ArrayList<>();
    private final List<Histogram> boards = new ArrayList<>();
    private final List<Histogram> lastBoards = new ArrayList<>();

    private PressBench(int times) {
        this.times = times;
    }

    /** @param args {@code --full}: several times as many */
    public static void main(String[] args)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        PressBench bench = new PressBench(List.of(args).contains("--full") ? 2_000 : 300);
        for (int run = 0; run < RUNS; run++) {
            try (WorkFolder folder = new WorkFolder()) {
                bench.run(folder.folder("kiosk"));
            }
        }
        System.exit(bench.report());
    }

    private void run(Path folder)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        commits.add(BareCommits.run(folder, times));
        BenchHall.fill(folder, 3 * times * BenchHall.AGENCIES);
        try (PrinterStandIn printer = new PrinterStandIn();
                KioskProcess kiosk = BenchHall.start(folder, printer.address())) {
            press(kiosk, printer, 2 * times);
            Histogram answered = Load.histogram();
            slips.add(press(kiosk, printer, times, answered));
            answers.add(answered);
            call(kiosk, times);
        }
    }

    private static Histogram press(KioskProcess kiosk, PrinterStandIn printer, int count)
            throws IOException, InterruptedException {
        return press(kiosk, printer, count, Load.histogram());
    }

    private static Histogram press(KioskProcess kiosk, PrinterStandIn printer, int count, Histogram answered)
            throws IOException, InterruptedException {
        Histogram slip = Load.histogram();
        try (HttpLine line = new HttpLine(kiosk.port(), "")) {
            for (int i = 0; i < count; i++) {
                long from = System.nanoTime();
                HttpLine.Answer ticket = line.post("/api/v1/tickets", BenchHall.ticket(i, true));
                if (ticket.status() != 201) {
                    throw new IOException("a ticket was refused");
                }
                answered.recordValue(System.nanoTime() - from);
                slip.recordValue(printer.awaitCut() - from);
                awaitPrinted(line);
            }
        }
        return slip;
    }

    /** The next one presses when the printer is done: for a moment after its proof of the cut it has to be quiet. */
    static void awaitPrinted(HttpLine line) throws IOException, InterruptedException {
        while (metric(line, "mpp_papers_in_hand") > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    static double metric(HttpLine line, String name) throws IOException {
        return line.get("/metrics")
                .text()
                .lines()
                .filter(one -> one.startsWith(name + " "))
                .mapToDouble(one -> Double.parseDouble(one.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the kiosk has no metric " + name));
    }

    private void call(KioskProcess kiosk, int count) throws IOException, InterruptedException {
        LinkedBlockingQueue<Long> received = new LinkedBlockingQueue<>();
        List<SseProbe> open = new ArrayList<>();
        try (HttpLine line = new HttpLine(kiosk.port(), kiosk.cookie(BenchHall.OFFICER))) {
            for (int i = 0; i < BOARDS; i++) {
                SseProbe board = new SseProbe(kiosk.port(), "/api/v1/events?zone=1", "", null);
                open.add(board);
                board.next("snapshot");
                Thread.ofPlatform().name("board").daemon().start(() -> follow(board, received));
            }
            line.post(BenchHall.counterPath(0, "open"), "{}");
            Histogram each = Load.histogram();
            Histogram last = Load.histogram();
            for (int i = -count / 2; i < count; i++) {
                long from = System.nanoTime();
                if (line.post(BenchHall.counterPath(0, "call-next"), "{}").status() != 200) {
                    throw new IOException("a call was refused");
                }
                long latest = 0;
                for (int board = 0; board < BOARDS; board++) {
                    long took = received(received) - from;
                    latest = Math.max(latest, took);
                    if (i >= 0) {
                        each.recordValue(took);
                    }
                }
                if (i >= 0) {
                    last.recordValue(latest);
                }
                line.post(BenchHall.counterPath(0, "finish"), "{}");
            }
            boards.add(each);
            lastBoards.add(last);
        } finally {
            for (SseProbe board : open) {
                board.close();
            }
        }
    }

    private static long received(LinkedBlockingQueue<Long> received) throws IOException, InterruptedException {
        Long at = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (at == null) {
            throw new IOException("a board did not hear of a call within " + PATIENCE_SECONDS + " s");
        }
        return at;
    }

    private static void follow(SseProbe board, LinkedBlockingQueue<Long> received) {
        try {
            while (true) {
                board.next("call");
                received.add(System.nanoTime());
            }
        } catch (IOException e) {
            // The measurement has ended, or it misses this board and says so.
            Thread.currentThread().setName("board, ended by " + e.getMessage());
        }
    }

    private int report() {
        Report report = new Report(
                "press",
                "one person at a time, nobody misses a slip or a call; medians of " + RUNS + " runs, times in ms",
                "per second",
                "p50",
                "p95",
                "p99");
        row(report, "press to the number on the screen", answers);
        row(report, "press to the last byte at the printer", slips);
        row(report, "call to the event, " + BOARDS + " boards", boards);
        row(report, "call to the event at the last board", lastBoards);
        row(report, "bare SQLite commits (WAL, FULL)", commits);
        return report.print();
    }

    private static void row(Report report, String label, List<Histogram> runs) {
        Load.row(report, label, runs.stream().map(Load.Result::oneByOne).toList());
    }
}
