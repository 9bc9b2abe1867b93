package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.kiosk.reliability.ReadyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** {@code ./prove issue}: numbers a second over HTTP, each on disk before it is answered. */
public final class IssueBench {
    private static final int RUNS = 3;
    private static final int MOST_CLIENTS = 32;
    private static final List<Integer> CLIENTS = List.of(1, 8, MOST_CLIENTS);
    /**
     * Until the compiler of the JVM is done with both programs: before, it takes as much of the processors as they do.
     */
    private static final int WARM_UP = 40_000;
    /** For each client: another number of them takes other ways through both programs. */
    private static final int WARM_UP_EACH = 1_500;

    private static final double SHARE_OF_EMPTY = 0.5;
    private static final double LATENCY_OF_PARTS = 2;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String COMMITS = "mpp_journal_commits_total ";
    private static final String NUMBER = "\"number\":\"";

    /**
     * Of one run at one number of clients.
     *
     * @param perCommit tickets in one transaction of the journal; the disk bounds the transactions
     */
    private record Pair(Load.Result tickets, Load.Result empty, double perCommit) {}

    private final int times;
    private final Map<Integer, List<Pair>> pairs = new TreeMap<>();
    private final List<Histogram> commits = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger equalNumbers = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<String> numbers = new ConcurrentLinkedQueue<>();

    private IssueBench(int times) {
        this.times = times;
    }

    /** @param args {@code --full}: ten times as many */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        boolean full = List.of(args).contains("--full");
        IssueBench bench = new IssueBench(full ? 60_000 : 6_000);
        for (int run = 0; run < RUNS; run++) {
            try (WorkFolder folder = new WorkFolder();
                    ReadyProcess empty = EmptyServer.start();
                    KioskProcess kiosk = BenchHall.start(folder.folder("kiosk"), "file:///dev/null")) {
                bench.run(folder.path(), kiosk.port(), empty.port());
            }
        }
        System.exit(bench.report());
    }

    private void run(Path folder, int kiosk, int empty) throws IOException, InterruptedException, SQLException {
        warmUp(kiosk, empty, MOST_CLIENTS, WARM_UP);
        commits.add(BareCommits.run(folder, times / 10));
        for (int clients : CLIENTS) {
            int count = clients == 1 ? times / 4 : times;
            warmUp(kiosk, empty, clients, clients * WARM_UP_EACH);
            Load.Result nothing = Load.run(empty, "", clients, count, (line, client) -> EmptyServer.post(line));
            double before = commits(kiosk);
            Load.Result tickets = Load.run(kiosk, "", clients, count, (line, client) -> ticket(line));
            double perCommit = count / (commits(kiosk) - before);
            pairs.computeIfAbsent(clients, key -> new ArrayList<>()).add(new Pair(tickets, nothing, perCommit));
        }
        Set<String> different = ConcurrentHashMap.newKeySet();
        numbers.forEach(number -> equalNumbers.addAndGet(different.add(number) ? 0 : 1));
        numbers.clear();
    }

    private void warmUp(int kiosk, int empty, int clients, int count) throws IOException, InterruptedException {
        Load.run(kiosk, "", clients, count, (line, client) -> ticket(line));
        Load.run(empty, "", clients, count, (line, client) -> EmptyServer.post(line));
    }

    private static double commits(int kiosk) throws IOException {
        try (HttpLine line = new HttpLine(kiosk, "")) {
            return line.get("/metrics")
                    .text()
                    .lines()
                    .filter(metric -> metric.startsWith(COMMITS))
                    .mapToDouble(metric -> Double.parseDouble(metric.substring(COMMITS.length())))
                    .sum();
        }
    }

    private long ticket(HttpLine line) throws IOException {
        long from = System.nanoTime();
        HttpLine.Answer answer = line.post("/api/v1/tickets", BenchHall.ticket(turn.getAndIncrement(), true));
        long took = System.nanoTime() - from;
        if (answer.status() == 201) {
            String text = answer.text();
            int at = text.indexOf(NUMBER) + NUMBER.length();
            numbers.add(text.substring(at, text.indexOf('"', at)));
        } else {
            failures.incrementAndGet();
        }
        return took;
    }

    private int report() {
        Report report = new Report(
                "issue",
                "tickets over HTTP, on disk before the answer; medians of " + RUNS + " runs, times in ms",
                "per second",
                "p50",
                "p95",
                "p99");
        pairs.forEach((clients, runs) -> {
            String label = clients + (clients == 1 ? " client" : " clients");
            Load.row(
                    report,
                    "tickets, " + label,
                    runs.stream().map(Pair::tickets).toList());
            report.row(
                    "  tickets in one commit",
                    Report.number(
                            Report.median(runs.stream().map(Pair::perCommit).toList())));
            report.row("  most the disk allows: one bare commit for all", Report.number(clients * commitsPerSecond()));
            Load.row(
                    report,
                    "empty POST, " + label,
                    runs.stream().map(Pair::empty).toList());
        });
        Load.row(
                report,
                "bare SQLite commits (WAL, FULL)",
                commits.stream().map(Load.Result::oneByOne).toList());
        for (int clients : CLIENTS.subList(1, CLIENTS.size())) {
            List<Double> shares = pairs.getOrDefault(clients, List.of()).stream()
                    .map(pair -> pair.tickets().perSecond() / pair.empty().perSecond())
                    .toList();
            report.atLeast("tickets per empty POST, " + clients + " clients", Report.median(shares), SHARE_OF_EMPTY);
        }
        report.atMost("p50 at one client, in (commit + empty POST)", Report.median(latencyOfParts()), LATENCY_OF_PARTS);
        report.atMost("requests not answered with 201", failures.get(), 0);
        report.atMost("numbers given twice", equalNumbers.get(), 0);
        return report.print();
    }

    private double commitsPerSecond() {
        return Report.median(commits.stream()
                .map(Load.Result::oneByOne)
                .map(Load.Result::perSecond)
                .toList());
    }

    private List<Double> latencyOfParts() {
        List<Double> all = new ArrayList<>();
        List<Pair> single = pairs.getOrDefault(1, List.of());
        for (int run = 0; run < single.size(); run++) {
            double commit = commits.get(run).getValueAtPercentile(50) / NANOS_PER_MILLI;
            all.add(single.get(run).tickets().millis(50)
                    / (commit + single.get(run).empty().millis(50)));
        }
        return all;
    }
}
