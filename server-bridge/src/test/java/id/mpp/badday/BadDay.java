package id.mpp.badday;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.SupervisedProgram;
import id.mpp.bench.Report;
import id.mpp.bench.WorkFolder;
import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.ServerMain;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./prove badday [--full]}: one hall, its broker and the central server as processes, with people who take
 * numbers and are called. Everything goes wrong, one thing after another. The disk is filled and freed, the desk's
 * thread is killed, the kiosk is frozen, the broker is killed and then refuses, a neighbour poisons the broker, and
 * eight neighbours flood the kiosk. Every ticket that was answered has to survive, and no number and no call may happen
 * twice. Half a minute after each trouble the hall has to serve. Needs root.
 */
public final class BadDay {
    private static final double AGAIN_SECONDS = 30;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int DISK_MEGABYTES = 96;
    private static final int NEIGHBOURS = 8;
    private static final String TICKETS = "/api/v1/branches/mpp-2172-01/tickets?page=";
    /** As long as the kiosk's unit lets it be silent ({@code WatchdogSec}) before systemd kills it. */
    private static final Duration WATCHDOG = Duration.ofSeconds(15);

    private final Path folder;
    private final Ledger ledger = new Ledger();
    private final Report report;
    private final Duration calm;
    private final List<Neighbour> neighbours = new ArrayList<>();
    private final Mosquitto broker;
    private final SmallDisk disk;
    private final SupervisedProgram server;
    private final SupervisedProgram kiosk;

    /** Something that goes wrong. It is over when this returns. */
    @FunctionalInterface
    private interface Trouble {
        void happen() throws Exception;
    }

    private BadDay(Path folder, Duration calm) throws IOException, InterruptedException {
        this.folder = folder;
        this.calm = calm;
        report = new Report("badday", "seconds from the end of each trouble to the next number", "seconds", "numbers");
        Path catalog = catalogWithoutQuotas(folder.resolve("hall.json"));
        broker = Mosquitto.started(Files.createDirectories(folder.resolve("broker")));
        disk = new SmallDisk(folder.resolve("kiosk"), DISK_MEGABYTES);
        server = new SupervisedProgram(
                folder,
                "server",
                ServerMain.class,
                "catalog = \"" + catalog + "\"\n[broker]\nmode = \"external\"\nurl = \"" + broker.url() + "\"\n");
        kiosk = new SupervisedProgram(
                folder,
                "kiosk",
                KioskMain.class,
                "catalog = \"" + catalog + "\"\nclock = \"trusted\"\nhours = \"open\"\nhttp.host = \"0.0.0.0\"\n"
                        + "http.publicUrl = \"http://127.0.0.1\"\nprinter.address = \"virtual\"\nrelay.url = \""
                        + broker.url() + "\"\n");
    }

    /** @param args {@code --full} takes ten minutes instead of three */
    public static void main(String[] args) throws Exception {
        Duration calm = List.of(args).contains("--full") ? Duration.ofSeconds(40) : Duration.ofSeconds(5);
        int status;
        try (WorkFolder work = new WorkFolder()) {
            BadDay day = new BadDay(work.path(), calm);
            try {
                status = day.play();
            } finally {
                day.end();
            }
        }
        System.exit(status);
    }

    private int play() throws Exception {
        for (int i = 0; i < NEIGHBOURS; i++) {
            neighbours.add(new Neighbour(i));
        }
        server.start();
        kiosk.start();
        People people = new People(kiosk.port(), folder.resolve("credentials.json"), ledger);
        people.start();
        endure("a calm beginning", () -> {});
        endure("the disk is full for 20 s, then free", this::fullDisk);
        endure("the desk's thread is killed", () -> kiosk.kill("desk"));
        endure("the kiosk is frozen, and killed by its watchdog", this::freezeKiosk);
        endure("the broker is killed and away for 15 s", this::brokerAway);
        endure("the broker refuses everybody for 15 s", this::brokerRefuses);
        endure("a neighbour poisons the broker", () -> System.err.println(Poison.pour(broker.url()) + " messages"));
        Flood flood = new Flood(kiosk.port(), ledger);
        endure(
                "8 neighbours send 100 requests a second each, 30 s",
                () -> flood.run(neighbours, Duration.ofSeconds(30)));
        endure("the server is killed", () -> server.killProcess());
        people.finish();
        return verdict(flood);
    }

    private void endure(String name, Trouble trouble) throws Exception {
        System.err.println(name);
        int before = ledger.tickets().size();
        trouble.happen();
        long over = System.nanoTime();
        await(name).atMost(LONG).until(() -> ledger.secondsToNext(over) != null);
        Double seconds = ledger.secondsToNext(over);
        Thread.sleep(calm);
        report.row(
                name,
                String.format(Locale.ROOT, "%.1f", seconds),
                Integer.toString(ledger.tickets().size() - before));
        if (seconds == null || seconds > AGAIN_SECONDS) {
            ledger.noteFault("not served within " + AGAIN_SECONDS + " s after: " + name);
        }
    }

    private void fullDisk() throws Exception {
        disk.fill();
        Thread.sleep(Duration.ofSeconds(20));
        disk.free();
    }

    private void freezeKiosk() throws Exception {
        kiosk.freeze();
        Thread.sleep(WATCHDOG);
        kiosk.killProcess();
    }

    private void brokerAway() throws Exception {
        broker.kill();
        Thread.sleep(Duration.ofSeconds(15));
        broker.start();
    }

    private void brokerRefuses() throws Exception {
        Path settings = folder.resolve("broker").resolve("mosquitto.conf");
        String open = Files.readString(settings);
        broker.kill();
        Files.writeString(settings, open.replace("allow_anonymous true", "allow_anonymous false"));
        broker.start();
        Thread.sleep(Duration.ofSeconds(15));
        broker.kill();
        Files.writeString(settings, open);
        broker.start();
    }

    private int verdict(Flood flood) throws Exception {
        Map<String, String> tickets = ledger.tickets();
        await("the relay").atMost(LONG).until(() -> server.isReady() && outbox() == 0);
        int lost = 0;
        for (Map.Entry<String, String> ticket : tickets.entrySet()) {
            JsonNode held = kiosk.get("/api/v1/tickets/" + ticket.getKey());
            lost += held.path("number").asText().equals(ticket.getValue()) ? 0 : 1;
        }
        Set<String> known = knownToTheServer();
        long missing = tickets.values().stream()
                .filter(number -> !known.contains(number))
                .count();
        ledger.faults().forEach(fault -> System.out.println("  " + fault));
        return report.row(
                        "requests of the flood, answered", Long.toString(flood.sent()), Long.toString(flood.answered()))
                .row("refused or put off", "", Long.toString(ledger.refusals()))
                .row("calls", "", Integer.toString(ledger.calls()))
                .row("tickets that were answered", "", Integer.toString(tickets.size()))
                .row("longest pause of the hall, seconds", Report.number(ledger.longestPauseSeconds()), "")
                .atMost("answered tickets lost by the kiosk", lost, 0)
                .atMost("answered tickets the server does not know", (double) missing, 0)
                .atMost("faults", ledger.faults().size(), 0)
                .print();
    }

    private Set<String> knownToTheServer() throws IOException {
        await("the server").atMost(LONG).until(server::isReady);
        String cookie = Login.at(server.port(), "server", "admin", folder.resolve("credentials.json"));
        Set<String> known = new HashSet<>();
        for (int page = 1; page > 0; ) {
            JsonNode answer =
                    Line.get("127.0.0.1", server.port(), TICKETS + page, cookie).json();
            answer.path("items").forEach(item -> known.add(item.path("number").asText()));
            page = answer.path("next").asInt(0);
        }
        return known;
    }

    private int outbox() throws InterruptedException {
        JsonNode ready = kiosk.tryGet("/health/ready");
        return ready == null ? -1 : ready.at("/relay/outbox").asInt(-1);
    }

    private void end() throws Exception {
        kiosk.close();
        server.close();
        broker.close();
        disk.close();
        for (Neighbour neighbour : neighbours) {
            neighbour.close();
        }
    }

    /** The sample hall without daily quotas, so that quotas refuse nobody. */
    private static Path catalogWithoutQuotas(Path file) throws IOException {
        try (InputStream sample = CatalogReader.class.getResourceAsStream("/catalog/sample-hall.json")) {
            JsonNode hall = Json.mapper().readTree(sample);
            for (JsonNode agency : hall.path("agencies")) {
                for (JsonNode service : agency.path("services")) {
                    ((ObjectNode) service).remove("dailyQuota");
                }
            }
            return Files.write(file, Json.mapper().writeValueAsBytes(hall));
        }
    }
}
