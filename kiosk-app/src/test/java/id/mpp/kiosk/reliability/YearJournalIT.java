package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal of many days, of which the server has nothing, which is all that a start can have to do with one: sound,
 * damaged in the middle and at the end, and without its first pages. It serves within a minute with the memory of the
 * unit. {@code -Dyear.events=200000} is a year; without it, a season that a build has time for.
 */
class YearJournalIT {
    private static final int EVENTS = Integer.getInteger("year.events", 30_000);
    private static final int DAY = 700;
    private static final ActorId WHO = new ActorId("uji");
    private static final NodeId NODE = new NodeId("hub-1");
    private static final CounterId COUNTER = new CounterId("loket-01");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final int MINUTE = 60;
    /** A broker that is not there. */
    private static final String SETTINGS = "printer.address=\"none\"\nrelay.url=\"tcp://127.0.0.1:1\"\n";

    private final Hall hall = CatalogReader.sample();
    private final QueueEngine engine = new QueueEngine(hall, QueuePolicy.standard());
    private QueueState state = new QueueState();
    private final List<Journal.Entry> day = new ArrayList<>();
    private Instant wall = Instant.EPOCH;
    private long mono;
    private int tickets;

    @TempDir
    private Path folder;

    @Test
    void itServesWithinAMinuteWhateverIsDamagedOfIt(TestReporter reporter) throws Exception {
        Path journal = folder.resolve("journal.db");
        write(journal);
        byte[] sound = Files.readAllBytes(journal);
        int today = state.tickets().size();
        assertEquals(today + 1, number(serve(reporter, "sound")));
        Files.write(journal, sound);
        clear();
        noise(journal, sound.length / 2, 8_192);
        noise(journal, sound.length - 30_000, 4_096);
        assertTrue(number(serve(reporter, "damaged in the middle and at the end")) > today);
        clear();
        Files.write(journal, sound);
        noise(journal, 0, 8_192);
        assertEquals((today / 100 + 1) * 100 + 1, number(serve(reporter, "without its first pages")));
    }

    private static int number(String number) {
        return Integer.parseInt(number.replaceAll("\\D", ""));
    }

    /** Another run of the machine, as far as the kiosk knows. */
    private void clear() throws IOException {
        for (String name : List.of("journal-begun.json", "journal-end", "journal.db-wal", "journal.db-shm")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** The number it issues next. */
    private String serve(TestReporter reporter, String what) throws Exception {
        long begin = System.nanoTime();
        try (KioskProcess kiosk = new KioskProcess(folder, SETTINGS)) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            HttpResponse<String> answer = kiosk.post("/api/v1/tickets", "{\"service\":\"kk\"}", null);
            assertEquals(201, answer.statusCode(), answer.body());
            JsonNode ticket = Json.mapper().readTree(answer.body());
            String memory =
                    Files.readAllLines(Path.of("/proc/" + kiosk.pid() + "/status"), StandardCharsets.UTF_8).stream()
                            .filter(line -> line.startsWith("VmHWM"))
                            .findFirst()
                            .orElseThrow();
            reporter.publishEntry(EVENTS + " events, " + what, seconds + " s, " + memory);
            assertTrue(seconds < MINUTE, what + ": " + seconds + " s");
            return ticket.path("number").asText();
        }
    }

    /** Closed days, and the one that is under way. */
    private void write(Path file) throws Exception {
        SqliteJournal.Identity identity =
                new SqliteJournal.Identity(hall.branch().id(), NODE, true);
        int days = Math.ceilDiv(EVENTS, DAY);
        try (SqliteJournal journal = new SqliteJournal(file, identity)) {
            for (int back = days - 1; back >= 0; back--) {
                LocalDate date = TODAY.minusDays(back);
                wall = Instant.parse(date + "T01:00:00Z");
                run(new Command.OpenDay(date, true, WHO));
                run(new Command.OverrideHours("uji", WHO));
                run(new Command.OpenCounter(COUNTER, WHO));
                while (day.size() < DAY - 40) {
                    TicketId id = new TicketId("ticket-%08d".formatted(++tickets));
                    run(Command.IssueTicket.of(id, new Command.Wish(new ServiceId("kk"), false, "id"), NODE));
                    if (tickets % 12 != 0) {
                        run(new Command.CallNext(COUNTER, WHO));
                        run(new Command.StartServing(COUNTER, WHO));
                        run(new Command.Finish(COUNTER, "", WHO));
                    }
                }
                if (back > 0) {
                    run(new Command.CloseDay("selesai", WHO));
                }
                journal.commit(day, List.of(), moment());
                journal.snapshot(state);
                day.clear();
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void run(Command command) {
        wall = wall.plusSeconds(20);
        mono += 20_000;
        Moment now = moment();
        if (!(engine.decide(state, command, now) instanceof Decision.Accepted accepted)) {
            throw new AssertionError(command.toString());
        }
        for (Event event : accepted.events()) {
            state = QueueEngine.evolve(state, event, now);
            day.add(new Journal.Entry(event, now, state.day().label()));
        }
    }

    private Moment moment() {
        return new Moment(wall, true, "boot-0001", mono);
    }

    private static void noise(Path file, long at, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(at).nextBytes(noise);
        try (RandomAccessFile to = new RandomAccessFile(file.toFile(), "rw")) {
            to.seek(at);
            to.write(noise);
        }
    }
}
