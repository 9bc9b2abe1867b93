package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.kiosk.reliability.ReadyProcess;
import id.mpp.wire.CatalogException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** {@code ./prove call}: officers who call and finish without a pause, and what a long line costs a call. */
public final class CallBench {
    private static final int RUNS = 3;
    private static final List<Integer> COUNTERS = List.of(8, BenchHall.COUNTERS);
    private static final int BACKLOG = 10_000;
    private static final int SHORT_LINE = 100;
    private static final int LONG_LINE = 100_000;
    /** Rounds in turn at both lines, so that what else the machine does hits both. */
    private static final int TURNS = 10;

    private static final double LONG_TO_SHORT = 1.2;
    private static final String TICKET = "\"id\":\"";

    private final int times;
    private final Map<Integer, List<Load.Result>> calls = new TreeMap<>();
    private final List<Load.Result> empty = new ArrayList<>();
    private final List<Histogram> shortLine = new ArrayList<>();
    private final List<Histogram> longLine = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private Set<String> called = Set.of();

    private CallBench(int times) {
        this.times = times;
    }

    /** @param args {@code --full}: twice as many */
    public static void main(String[] args)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        CallBench bench = new CallBench(List.of(args).contains("--full") ? 8_000 : 4_000);
        for (int run = 0; run < RUNS; run++) {
            try (WorkFolder folder = new WorkFolder()) {
                bench.loaded(folder.folder("loaded"));
                bench.compared(folder.folder("short"), folder.folder("long"));
            }
        }
        System.exit(bench.report());
    }

    private void loaded(Path folder)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        BenchHall.fill(folder, BACKLOG);
        try (ReadyProcess nothing = EmptyServer.start();
                KioskProcess kiosk = BenchHall.start(folder, "none")) {
            called = ConcurrentHashMap.newKeySet();
            String officer = kiosk.cookie(BenchHall.OFFICER);
            open(kiosk.port(), officer);
            Load.run(kiosk.port(), officer, 8, times / 2, this::callAndFinish);
            Load.run(nothing.port(), "", 8, times, (line, client) -> EmptyServer.post(line));
            int replaced = 0;
            for (int counters : COUNTERS) {
                int missing = called.size() - replaced;
                replaced += missing;
                Load.run(kiosk.port(), "", 8, missing, (line, client) -> issue(line, missing + client));
                calls.computeIfAbsent(counters, key -> new ArrayList<>())
                        .add(Load.run(kiosk.port(), officer, counters, times, this::callAndFinish));
            }
            empty.add(Load.run(nothing.port(), "", 8, times, (line, client) -> EmptyServer.post(line)));
        }
    }

    private void compared(Path few, Path many)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        BenchHall.fill(few, SHORT_LINE);
        BenchHall.fill(many, LONG_LINE);
        try (KioskProcess one = BenchHall.start(few, "none");
                KioskProcess other = BenchHall.start(many, "none")) {
            Histogram ofShort = Load.histogram();
            Histogram ofLong = Load.histogram();
            Set<String> calledHere = ConcurrentHashMap.newKeySet();
            Set<String> calledThere = ConcurrentHashMap.newKeySet();
            for (int turn = -1; turn < TURNS; turn++) {
                called = calledHere;
                Histogram here = callAndReplace(one);
                called = calledThere;
                Histogram there = callAndReplace(other);
                if (turn >= 0) {
                    ofShort.add(here);
                    ofLong.add(there);
                }
            }
            shortLine.add(ofShort);
            longLine.add(ofLong);
        }
    }

    /**
     * One officer calls and finishes; for each who was served another comes, so that the line stays as long as it is.
     */
    private Histogram callAndReplace(KioskProcess kiosk) throws IOException, InterruptedException {
        String officer = kiosk.cookie(BenchHall.OFFICER);
        AtomicInteger turn = new AtomicInteger();
        try (HttpLine line = new HttpLine(kiosk.port(), officer)) {
            line.post(BenchHall.counterPath(0, "open"), "{}");
        }
        return Load.run(kiosk.port(), officer, 1, times / TURNS, (line, client) -> {
                    issue(line, BenchHall.AGENCIES * turn.getAndIncrement());
                    return callAndFinish(line, 0);
                })
                .nanos();
    }

    private static void open(int port, String officer) throws IOException {
        try (HttpLine line = new HttpLine(port, officer)) {
            for (int i = 0; i < BenchHall.COUNTERS; i++) {
                line.post(BenchHall.counterPath(i, "open"), "{}");
            }
        }
    }

    private long issue(HttpLine line, int n) throws IOException {
        long from = System.nanoTime();
        count(line.post("/api/v1/tickets", BenchHall.ticket(n, false)), 201);
        return System.nanoTime() - from;
    }

    /** The call is what is timed. */
    private long callAndFinish(HttpLine line, int counter) throws IOException {
        long from = System.nanoTime();
        HttpLine.Answer call = line.post(BenchHall.counterPath(counter, "call-next"), "{}");
        long took = System.nanoTime() - from;
        count(call, 200);
        if (call.status() == 200) {
            String text = call.text();
            int at = text.indexOf(TICKET) + TICKET.length();
            twice.addAndGet(called.add(text.substring(at, text.indexOf('"', at))) ? 0 : 1);
            count(line.post(BenchHall.counterPath(counter, "finish"), "{}"), 200);
        }
        return took;
    }

    private void count(HttpLine.Answer answer, int wanted) {
        if (answer.status() != wanted) {
            failures.incrementAndGet();
        }
    }

    private int report() {
        Report report = new Report(
                "call",
                "call-next and finish over HTTP; medians of " + RUNS + " runs, times of call-next in ms",
                "per second",
                "p50",
                "p95",
                "p99");
        calls.forEach((counters, runs) ->
                Load.row(report, "call and finish, " + counters + " counters, " + BACKLOG + " wait", runs));
        Load.row(report, "empty POST, 8 clients (a call takes two)", empty);
        Load.row(report, "call, one counter, " + SHORT_LINE + " wait", results(shortLine));
        Load.row(report, "call, one counter, " + LONG_LINE + " wait", results(longLine));
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < longLine.size(); run++) {
            ratios.add((double) longLine.get(run).getValueAtPercentile(50)
                    / shortLine.get(run).getValueAtPercentile(50));
        }
        report.atMost("p50 with " + LONG_LINE + " to p50 with " + SHORT_LINE, Report.median(ratios), LONG_TO_SHORT);
        report.atMost("tickets called twice", twice.get(), 0);
        report.atMost("requests that failed", failures.get(), 0);
        return report.print();
    }

    private static List<Load.Result> results(List<Histogram> runs) {
        return runs.stream().map(Load.Result::oneByOne).toList();
    }
}
