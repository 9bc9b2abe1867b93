package id.mpp.kiosk.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.desk.QueueDesk;
import id.mpp.kiosk.reliability.KioskProcess;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Hall;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A hall without quotas, so that a load is never refused: four agencies of eight services, each with numbers of its own
 * (9,999 a day), and 32 counters, each for all services of its agency, as in the sample hall.
 */
final class BenchHall {
    static final int SERVICES = 32;
    static final int COUNTERS = 32;
    /** Service {@code n} and counter {@code n} belong to agency {@code n} modulo this. */
    static final int AGENCIES = 4;
    /** May work at every counter. */
    static final String OFFICER = "admin";

    private static final String PREFIX_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final ActorId MAKER = new ActorId("prove");
    /** Well below the desk's mailbox. */
    private static final int AT_ONCE = 1_000;

    private BenchHall() {}

    /** What is posted for a ticket; {@code n} chooses the service in turn. */
    static String ticket(int n, boolean paper) {
        return "{\"service\":\"" + service(n % SERVICES) + "\",\"paper\":" + paper + "}";
    }

    /** @param counter from 0 */
    static String counterPath(int counter, String action) {
        return "/api/v1/counters/" + counter(counter) + "/" + action;
    }

    /** A kiosk with this hall, its relay on and no broker there. */
    static KioskProcess start(Path folder, String printer) throws IOException {
        return new KioskProcess(
                folder,
                "catalog=\"" + catalog(folder) + "\"\nprinter.address=\"" + printer
                        + "\"\nrelay.url=\"tcp://127.0.0.1:1\"\n");
    }

    /**
     * Makes a journal in which so many wait, evenly for all services: through engine and desk, before a kiosk starts on
     * it.
     */
    static void fill(Path folder, int waiting) throws IOException, SQLException, JournalException, CatalogException {
        Hall hall = CatalogReader.read(catalog(folder));
        NodeId node = new NodeId("hub-1");
        HallClock clock = new HallClock(InstantSource.system(), System::nanoTime);
        try (SqliteJournal journal = new SqliteJournal(
                        folder.resolve("journal.db"),
                        new SqliteJournal.Identity(hall.branch().id(), node, false));
                QueueDesk desk = new QueueDesk(
                        new QueueEngine(hall, QueuePolicy.standard()), journal, clock::now, TestWorkers.told())) {
            desk.start();
            LocalDate today =
                    LocalDate.ofInstant(clock.now().wall(), hall.branch().zone());
            send(desk, new Command.OpenDay(today, true, MAKER)).join();
            send(desk, new Command.OverrideHours("prove", MAKER)).join();
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            for (int i = 0; i < waiting; i++) {
                TicketId ticket = new TicketId("ticket-before-%08d".formatted(i));
                ServiceId service = new ServiceId(service(i % SERVICES));
                sent.add(send(desk, Command.IssueTicket.of(ticket, new Command.Wish(service, false, "id"), node)));
                if (sent.size() == AT_ONCE) {
                    sent.forEach(CompletableFuture::join);
                    sent.clear();
                }
            }
            sent.forEach(CompletableFuture::join);
        }
    }

    private static CompletableFuture<Void> send(QueueDesk desk, Command command) {
        return desk.submit(new Desk.Request(null, "prove", new byte[0], command, (decision, after) -> {
                    if (decision instanceof Decision.Refused refused) {
                        throw new IllegalStateException(command + ": " + refused.refusal());
                    }
                    return new Desk.StoredReply(200, new byte[0]);
                }))
                .thenAccept(reply -> {});
    }

    private static String service(int n) {
        return "layanan-%02d".formatted(n);
    }

    private static String counter(int n) {
        return "loket-%02d".formatted(n + 1);
    }

    private static Path catalog(Path folder) throws IOException {
        ObjectNode root = Json.mapper().createObjectNode().put("schema", 1);
        ObjectNode branch = root.putObject("branch")
                .put("id", "mpp-prove")
                .put("name", "Balai uji")
                .put("regionName", "Kota Uji")
                .put("regionCode", "00.00")
                .put("timeZone", "Asia/Jakarta");
        branch.putArray("languages").add("id").add("en");
        root.putObject("calendars").putObject("all").putObject("weekly");
        root.putArray("zones").addObject().put("id", "1").put("name", "Zona 1");
        ArrayNode agencies = root.putArray("agencies");
        ArrayNode counters = root.putArray("counters");
        for (int i = 0; i < AGENCIES; i++) {
            agency(agencies.addObject(), i);
        }
        for (int i = 0; i < COUNTERS; i++) {
            int agency = i % AGENCIES;
            ArrayNode served = counters.addObject()
                    .put("id", counter(i))
                    .put("label", Integer.toString(i + 1))
                    .put("agency", "instansi-" + agency)
                    .put("zone", "1")
                    .putArray("services");
            servicesOf(agency).forEach(service -> served.add(service(service)));
        }
        return Files.write(folder.resolve("hall.json"), Json.mapper().writeValueAsBytes(root));
    }

    private static void agency(ObjectNode node, int agency) {
        ArrayNode services = node.put("id", "instansi-" + agency)
                .put("name", "Instansi " + agency)
                .put("zone", "1")
                .put("prefix", prefix(agency))
                .put("kind", "local")
                .put("calendar", "all")
                .putArray("services");
        for (int service : servicesOf(agency)) {
            services.addObject()
                    .put("id", service(service))
                    .put("name", "Layanan " + service)
                    .put("prefix", prefix(service))
                    .put("targetMinutes", 10)
                    .put("productTime", "1 hari kerja")
                    .put("fee", "Gratis");
        }
    }

    private static List<Integer> servicesOf(int agency) {
        List<Integer> services = new ArrayList<>();
        for (int service = agency; service < SERVICES; service += AGENCIES) {
            services.add(service);
        }
        return services;
    }

    private static String prefix(int n) {
        int letters = PREFIX_LETTERS.length();
        String last = PREFIX_LETTERS.substring(n % letters, n % letters + 1);
        return n < letters ? last : PREFIX_LETTERS.charAt(n / letters - 1) + last;
    }
}
