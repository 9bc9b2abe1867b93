package id.mpp.server.bench;

import id.mpp.Program;
import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.bus.BrokerAccess;
import id.mpp.bus.PahoMessageBus;
import id.mpp.kiosk.sync.DisplayFeed;
import id.mpp.kiosk.sync.OutboxRelay;
import id.mpp.kiosk.sync.RelayOptions;
import id.mpp.program.TestWorkers;
import id.mpp.server.ServerMain;
import id.mpp.server.sqlite.SqliteDatabase;
import id.mpp.server.testing.BusyDay;
import id.mpp.server.testing.FreePort;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.EventBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./prove ingest}: a kiosk's backlog through its relay, MQTT and the embedded broker into the server's database,
 * until the server has acknowledged its last event. The relay is the kiosk's own; only its journal is in memory.
 */
public final class IngestBench {
    private static final int RUNS = 3;
    private static final int WARM_UP = 10_000;
    /** The rows of a transaction in the bare run, about as many as the intake makes of a full inbox. */
    private static final int ROWS = 1_000;

    private static final Duration DAY = Duration.ofHours(6);
    private static final Duration NIGHT = Duration.ofHours(18);
    private static final long PATIENCE_SECONDS = 300;
    private static final double NANOS = 1e9;

    private final List<Double> ingested = new ArrayList<>();
    private final List<Double> bare = new ArrayList<>();
    private long missing;
    private long troubles;

    private IngestBench() {}

    /** @param args {@code --full} sends ten times as many events */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        int events = List.of(args).contains("--full") ? 500_000 : 50_000;
        IngestBench bench = new IngestBench();
        for (int run = 0; run < RUNS; run++) {
            try (WorkFolder folder = new WorkFolder()) {
                bench.run(folder.path(), events);
            }
        }
        System.exit(bench.report());
    }

    private void run(Path folder, int events) throws IOException, InterruptedException, SQLException {
        int mqtt = FreePort.find();
        Program server = new Program(
                folder, "server", ServerMain.class, "broker.mode = \"embedded\"\nbroker.port = " + mqtt + "\n");
        HallScript warmUp = script("warm-up-installation", WARM_UP);
        HallScript measured = script("measured-installation", events);
        try {
            server.start();
            drain(warmUp, mqtt);
            ingested.add(measured.size() / drain(measured, mqtt));
            bare(folder.resolve("bare-warm-up.db"), warmUp.links());
            bare.add(measured.size() / bare(folder.resolve("bare.db"), measured.links()));
            check(server.data().resolve("server.db"), warmUp.size() + measured.size());
        } finally {
            server.end();
        }
    }

    /** Plays busy days of the sample hall until that many events have happened. */
    private static HallScript script(String installation, int events) {
        HallScript hall = new HallScript(installation);
        for (long seed = 1; hall.size() < events; seed++) {
            new BusyDay(hall, seed).play(DAY);
            hall.closeDay().wait(NIGHT);
        }
        return hall;
    }

    /** The seconds from the first message to the acknowledgement of the last event. */
    private static double drain(HallScript hall, int mqtt) throws IOException, InterruptedException {
        RelayOptions options = RelayOptions.of(HallScript.BRANCH, HallScript.NODE.value(), "boot-0001", "0.1");
        ScriptedOutbox outbox = new ScriptedOutbox(hall.installation(), hall.links());
        try (PahoMessageBus bus = new PahoMessageBus(
                        options.bus(BrokerAccess.open("tcp://127.0.0.1:" + mqtt), hall.installation()),
                        TestWorkers.told());
                OutboxRelay relay = new OutboxRelay(
                        options, outbox, bus, new DisplayFeed(HallScript.BRANCH), List::of, TestWorkers.told())) {
            long from = System.nanoTime();
            relay.start();
            bus.start();
            if (!outbox.drained().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("acknowledged only " + outbox.acknowledged() + " of " + hall.size() + " in "
                        + PATIENCE_SECONDS + " s");
            }
            return (System.nanoTime() - from) / NANOS;
        }
    }

    /** Writes the same rows into the same tables and does nothing else. Answers the seconds it took. */
    private static double bare(Path file, List<EventBatch.Link> links) throws SQLException {
        new SqliteDatabase(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA wal_autocheckpoint=2000");
            statement.execute("INSERT INTO installation VALUES (1, 'bare', 'bare', 'bare', 0, 0, x'00', 0)");
            connection.setAutoCommit(false);
            long from = System.nanoTime();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO event VALUES (1, ?, ?, NULL, ?, ?)")) {
                for (int i = 0; i < links.size(); i++) {
                    insert.setLong(1, i + 1L);
                    insert.setLong(2, from);
                    insert.setBytes(3, links.get(i).chain());
                    insert.setBytes(4, links.get(i).stored());
                    insert.addBatch();
                    if ((i + 1) % ROWS == 0 || i + 1 == links.size()) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            return (System.nanoTime() - from) / NANOS;
        }
    }

    private void check(Path file, long sent) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            missing += sent - count(statement, "event");
            troubles += count(statement, "alarm") + count(statement, "dead_letter");
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getLong(1);
        }
    }

    private int report() {
        List<Double> shares = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            shares.add(100 * ingested.get(run) / bare.get(run));
        }
        return new Report(
                        "ingest",
                        "a kiosk's backlog over MQTT into the server's SQLite; medians of " + RUNS + " runs",
                        "events/s",
                        "% of bare")
                .row(
                        "relay, broker, server, acknowledged",
                        Report.number(Report.median(ingested)),
                        Report.number(Report.median(shares)))
                .row("bare inserts, " + ROWS + " in a transaction", Report.number(Report.median(bare)), "100")
                .atMost("events missing in the store", (double) missing, 0)
                .atMost("alarms and dead letters", (double) troubles, 0)
                .print();
    }
}
