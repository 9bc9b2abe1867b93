package id.mpp.kiosk.bench;

import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.wire.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/**
 * {@code ./prove card}: what the card is written for a ticket and its paper, {@code write_bytes} of the running program
 * and its commits, each of which is one sync. Beside it the same rows in bare SQLite with other pages and commits,
 * which is why the journal is as it is.
 */
public final class CardBench {
    private static final double KILOBYTE = 1_000;
    private static final double MOST_KILOBYTES = 24;
    private static final double MOST_SYNCS = 2;
    private static final int LOG_BYTES = 16 << 20;
    /** Of a press: the number, its paper reserved, sent and confirmed. */
    private static final int EVENTS = 4;

    private static final int EVENT_BYTES = 640;
    private static final int ANSWER_BYTES = 900;
    private static final int HASH_BYTES = 32;

    /** Written and synced for each ticket. */
    private record Cost(double kilobytes, double syncs) {}

    private final int tickets;
    private final int lonely;

    private CardBench(boolean full) {
        this.tickets = full ? 3_000 : 300;
        this.lonely = full ? 100 : 25;
    }

    /** @param args {@code --full}: several times as many */
    public static void main(String[] args)
            throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        System.exit(new CardBench(List.of(args).contains("--full")).run());
    }

    private int run() throws IOException, InterruptedException, SQLException, JournalException, CatalogException {
        Report report = new Report(
                "card",
                tickets + " tickets with their papers, the next pressed when the paper is out",
                "kB a ticket",
                "syncs");
        Cost busy;
        Cost quiet;
        try (WorkFolder folder = new WorkFolder()) {
            Path data = folder.folder("kiosk");
            BenchHall.fill(data, BenchHall.AGENCIES);
            try (PrinterStandIn printer = new PrinterStandIn();
                    KioskProcess kiosk = BenchHall.start(data, printer.address());
                    HttpLine line = new HttpLine(kiosk.port(), "")) {
                Path journal = data.resolve("journal.db");
                press(kiosk, line, printer, journal, 50, false);
                busy = press(kiosk, line, printer, journal, tickets, false);
                quiet = press(kiosk, line, printer, journal, lonely, true);
            }
        }
        row(report, "this program, one after the other", busy);
        row(report, "this program, nobody comes for 2 s", quiet);
        for (int page : new int[] {512, 1_024, 2_048, 4_096}) {
            for (int commits : new int[] {1, 2}) {
                row(report, "bare, " + page + " B pages, " + commits + " commits", bare(page, commits, false));
            }
        }
        row(report, "bare, 4096 B pages, 3 commits, keyed answers", bare(4_096, 3, true));
        report.atMost("kB a ticket and its paper", busy.kilobytes(), MOST_KILOBYTES);
        report.atMost("kB a ticket where nobody comes for 2 s", quiet.kilobytes(), MOST_KILOBYTES);
        report.atMost("syncs a ticket and its paper", quiet.syncs(), MOST_SYNCS);
        return report.print();
    }

    private static void row(Report report, String label, Cost cost) {
        report.row(label, Report.number(cost.kilobytes()), Report.number(cost.syncs()));
    }

    private static Cost press(
            KioskProcess kiosk, HttpLine line, PrinterStandIn printer, Path journal, int count, boolean alone)
            throws IOException, InterruptedException, SQLException {
        double bytes = written(kiosk.pid());
        double commits = PressBench.metric(line, "mpp_journal_commits_total");
        for (int i = 0; i < count; i++) {
            if (line.post("/api/v1/tickets", BenchHall.ticket(i, true)).status() != 201) {
                throw new IOException("a ticket was refused");
            }
            printer.awaitCut();
            PressBench.awaitPrinted(line);
            double before = commits + 2.0 * i;
            while (alone && PressBench.metric(line, "mpp_journal_commits_total") < before + 2) {
                Thread.sleep(50);
            }
        }
        return new Cost(
                (written(kiosk.pid()) - bytes + copy(journal)) / KILOBYTE / count,
                (PressBench.metric(line, "mpp_journal_commits_total") - commits) / count);
    }

    /**
     * What it costs to copy the log into the file, which the kiosk does every 16 MB: done here, so that a short run
     * pays its share.
     */
    private static double copy(Path journal) throws IOException, SQLException {
        double before = written(ProcessHandle.current().pid());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        return written(ProcessHandle.current().pid()) - before;
    }

    private static double written(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/io"))) {
            if (line.startsWith("write_bytes: ")) {
                return Double.parseDouble(line.substring("write_bytes: ".length()));
            }
        }
        throw new IOException("the kernel does not tell what process " + pid + " wrote");
    }

    /** The same rows, with nothing around them. */
    private Cost bare(int pageBytes, int commits, boolean keyed) throws IOException, SQLException {
        try (WorkFolder folder = new WorkFolder();
                Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.folder("bare").resolve("bare.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size=" + pageBytes);
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA wal_autocheckpoint=" + LOG_BYTES / pageBytes);
            statement.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB, chain BLOB)");
            statement.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, key TEXT, body BLOB)");
            if (keyed) {
                statement.execute("CREATE UNIQUE INDEX answer_key ON answer (key)");
            }
            connection.setAutoCommit(false);
            double before = written(ProcessHandle.current().pid());
            Random random = new Random(1);
            try (PreparedStatement event =
                            connection.prepareStatement("INSERT INTO event (body, chain) VALUES (?, ?)");
                    PreparedStatement answer =
                            connection.prepareStatement("INSERT INTO answer (key, body) VALUES (?, ?)")) {
                for (int i = 0; i < tickets; i++) {
                    answer.setString(1, "POST /api/v1/tickets " + Long.toHexString(random.nextLong()));
                    answer.setBytes(2, new byte[ANSWER_BYTES]);
                    answer.executeUpdate();
                    for (int j = 0; j < EVENTS; j++) {
                        event.setBytes(1, new byte[EVENT_BYTES]);
                        event.setBytes(2, new byte[HASH_BYTES]);
                        event.executeUpdate();
                        // The number and its reservation share the first commit in any case.
                        if (j == EVENTS - 1 || (j > 0 && j >= EVENTS - commits)) {
                            connection.commit();
                        }
                    }
                }
            }
            try (Statement copy = connection.createStatement()) {
                copy.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
            return new Cost((written(ProcessHandle.current().pid()) - before) / KILOBYTE / tickets, commits);
        }
    }
}
