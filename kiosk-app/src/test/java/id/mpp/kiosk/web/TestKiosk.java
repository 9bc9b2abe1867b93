package id.mpp.kiosk.web;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bench.WorkFolder;
import id.mpp.code.CodeVerifier;
import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.booking.ReservationBook;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.board.BoardFeature;
import id.mpp.kiosk.web.counter.CounterFeature;
import id.mpp.kiosk.web.device.DeviceFeature;
import id.mpp.kiosk.web.hall.HallFeature;
import id.mpp.kiosk.web.health.HealthFeature;
import id.mpp.kiosk.web.supervision.SupervisionFeature;
import id.mpp.kiosk.web.survey.SurveyFeature;
import id.mpp.kiosk.web.ticket.TicketFeature;
import id.mpp.program.ConfigurationException;
import id.mpp.program.SteadyClock;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.Text;
import id.mpp.web.Accounts;
import id.mpp.web.Guard;
import id.mpp.web.HttpServer;
import id.mpp.web.Role;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kiosk's API on a free port over the sample hall, with an open day and an account of each kind. */
public final class TestKiosk implements AutoCloseable {
    /** What the fixture's relay complains of. */
    public static final String BROKER_AWAY =
            "nothing listens at tcp://192.0.2.9:1883; start the broker there, or correct relay.url";

    public static final String DUKCAPIL = "disdukcapil";
    public static final String SERVICE = "ktp-rekam";
    /** A counter of {@link #DUKCAPIL} that serves {@link #SERVICE}. */
    public static final String COUNTER = "loket-01";

    public static final String OFFICER = "petugas-disdukcapil";
    public static final String OTHER_OFFICER = "petugas-lain";
    public static final String SUPERVISOR = "penyelia";
    public static final String ADMIN = "admin";

    /** Yesterday's: nothing of it is told today. */
    private static final Begun BEGUN = new Begun(
            "installation",
            List.of("parent"),
            new Begun.Cause("damaged", "2026-11-22T01:00:00Z", "journal-damaged-20261122T080000.db"),
            new Begun.Taken(10, 2, 0, Map.of("A", 100), 0),
            "",
            2L,
            true,
            false);

    private static final Announcements VOICE = new Voice();
    private static final HallSecret SECRET = new HallSecret(new byte[] {1, 2, 3});

    private static final DeviceHealth BROKER = new DeviceHealth(
            "relay.not-listening",
            "broker",
            false,
            "offline",
            "error",
            List.of("not-listening"),
            new Text(Map.of("id", "Tidak ada broker.", "en", "There is no broker.")));

    /** Monday, 08:10 in the hall. */
    private volatile Moment now = new Moment(Instant.parse("2026-11-23T01:10:00Z"), true, "boot-0001", 600_000);

    private static final Map<String, String> PASSWORDS = new HashMap<>();
    private static @Nullable Path accountsFile;

    private final Hall hall = CatalogReader.sample();
    private final TestDesk desk = new TestDesk(hall, QueuePolicy.standard(), () -> now);
    private final BoardFeature board;
    private final DeviceFeature cabinet;
    private final KioskApi api;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();
    private final FakeDevices devices = new FakeDevices();
    private final List<DayHistory.Past> past = new CopyOnWriteArrayList<>();
    private final WorkFolder folder = new WorkFolder();
    private final Path boardFolder = folder.folder("board");
    private long keys;
    /** What is wrong with the hall's files. */
    public final FileTroubles files = new FileTroubles();

    public TestKiosk() throws IOException, ConfigurationException {
        this(config -> {});
    }

    public TestKiosk(Consumer<JavalinConfig> more) throws IOException, ConfigurationException {
        this(
                more,
                Optional.empty(),
                ReservationBook.open(
                        null, CatalogReader.sample(), Copies.lookedAt(Path.of("target")), new FileTroubles()));
    }

    /** One that checks signed codes and knows reservations. */
    public TestKiosk(Optional<CodeVerifier> verifier, ReservationBook book) throws IOException, ConfigurationException {
        this(config -> {}, verifier, book);
    }

    private BookingDesk bookings(Optional<CodeVerifier> verifier, ReservationBook book) {
        return new BookingDesk(
                "http://192.0.2.7:8080",
                verifier,
                book,
                SECRET,
                hall.branch().zone(),
                desk::view,
                () -> now,
                new HardwareTexts(hall.branch().languages()));
    }

    private void openDay() {
        desk.must(new Command.OpenDay(LocalDate.parse("2026-11-23"), false, new ActorId(SUPERVISOR)));
    }

    private TestKiosk(Consumer<JavalinConfig> more, Optional<CodeVerifier> verifier, ReservationBook book)
            throws IOException, ConfigurationException {
        Accounts accounts = Accounts.open(accounts());
        StaffSessions staff = new StaffSessions(
                hall, desk::view, accounts, new SteadyClock(Clock.systemUTC()), null, false, TestWorkers.told(), files);
        Kernel kernel =
                new Kernel(hall, QueuePolicy.standard(), desk, () -> now, "http://192.0.2.7:8080", staff.guard());
        board = new BoardFeature(
                kernel, VOICE, zone -> devices.loudspeaker, boardFolder, new FileTroubles(), TestWorkers.told());
        cabinet = new DeviceFeature(kernel, devices::health, this::answerHelp, devices, null);
        api = new KioskApi(features(staff, kernel, bookings(verifier, book)));
        desk.onCommit((events, at) -> {
            events.forEach(event -> past.add(new DayHistory.Past(event, at)));
            api.committed(events, at);
        });
        openDay();
        Consumer<JavalinConfig> routes = more.andThen(api::register);
        server = new HttpServer(
                new HttpServer.Binding("127.0.0.1", 0, false), KioskApi.texts(hall), TestWorkers.told(), routes);
        board.start();
        server.start();
    }

    private List<Feature> features(StaffSessions staff, Kernel kernel, BookingDesk bookings) {
        JournalNotice journal = new JournalNotice(BEGUN, folder.path().resolve("journal-begun.json"));
        HallFeature shown = new HallFeature(kernel, 0, VOICE, journal, TestWorkers.told());
        Metrics metrics = new Metrics();
        staff.addTo(metrics);
        board.addTo(metrics);
        shown.addTo(metrics);
        return List.of(
                staff,
                new TicketFeature(kernel, new NodeId("kiosk-1"), bookings),
                new CounterFeature(kernel, board::officersAt, devices::health, journal),
                new SupervisionFeature(
                        kernel, () -> List.of(devices.health().getFirst(), BROKER), files, this::today, journal),
                new SurveyFeature(kernel, SECRET),
                shown,
                board,
                cabinet,
                new HealthFeature(
                        kernel,
                        () -> new HealthFeature.Readiness(true, "ok", false, 3, List.of(BROKER_AWAY), List.of(BROKER)),
                        metrics,
                        files,
                        journal),
                new PageRoutes(hall.branch().languages(), true));
    }

    /** Accounts of each kind, made once: every password costs a tenth of a second. */
    private static synchronized Path accounts() throws IOException, ConfigurationException {
        if (accountsFile == null) {
            Path file = Files.createTempDirectory("kiosk-web").resolve("accounts.json");
            AgencyId other = CatalogReader.sample().agencies().stream()
                    .map(agency -> agency.id())
                    .filter(id -> !id.value().equals(DUKCAPIL))
                    .findFirst()
                    .orElseThrow();
            try (Accounts first = Accounts.open(file)) {
                first.firstStart(
                        List.of(
                                new Accounts.Wanted(new ActorId(OFFICER), Role.OFFICER, new AgencyId(DUKCAPIL)),
                                new Accounts.Wanted(new ActorId(OTHER_OFFICER), Role.OFFICER, other),
                                new Accounts.Wanted(new ActorId(SUPERVISOR), Role.SUPERVISOR, null),
                                new Accounts.Wanted(new ActorId(ADMIN), Role.ADMIN, null)),
                        made -> made.forEach(one -> PASSWORDS.put(one.username(), one.password())),
                        TestWorkers.told());
            }
            accountsFile = file;
        }
        return accountsFile;
    }

    public Hall hall() {
        return hall;
    }

    public TestDesk desk() {
        return desk;
    }

    /** Where the hall's texts and pictures lie. */
    public Path boardFolder() {
        return boardFolder;
    }

    public FakeDevices devices() {
        return devices;
    }

    public int port() {
        return server.port();
    }

    /** Moves the hall's clock. */
    public void pass(Duration time) {
        now = new Moment(now.wall().plus(time), now.trusted(), now.boot(), now.monotonicMillis() + time.toMillis());
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, null, headers);
    }

    /** As nobody in particular, with a fresh key. */
    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, json, null, headers);
    }

    /** As somebody who is logged in. */
    public HttpResponse<String> as(String who, String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return send(method, path, json, who);
    }

    /** A command of the officer at the counter, with a fresh key. */
    public HttpResponse<String> counter(String what, String json) throws IOException, InterruptedException {
        return as(OFFICER, "POST", "/api/v1/counters/" + COUNTER + "/" + what, json);
    }

    /** Sends a request, and fails where the answer is not what {@code openapi.yaml} promises. */
    public HttpResponse<String> send(
            String method, String path, @Nullable String json, @Nullable String who, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (!method.equals("GET") && !List.of(headers).contains("Idempotency-Key")) {
            request.header("Idempotency-Key", "key-" + ++keys);
        }
        if (who != null) {
            request.header("Cookie", cookie(who)).header(Guard.HEADER, "mpp");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        List<String> wrong = Contract.errors(method, path, answer.statusCode(), answer.body());
        if (!wrong.isEmpty()) {
            throw new AssertionError("not as in openapi.yaml: " + wrong);
        }
        return answer;
    }

    public String cookie(String who) throws IOException, InterruptedException {
        String known = cookies.get(who);
        if (known != null) {
            return known;
        }
        HttpResponse<String> answer = send(
                "POST",
                "/api/v1/session",
                "{\"username\":\"" + who + "\",\"password\":\"" + PASSWORDS.get(who) + "\"}",
                null);
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        cookies.put(who, cookie);
        return cookie;
    }

    /** Takes a number and answers its ticket. */
    public JsonNode take() throws IOException, InterruptedException {
        return json(post("/api/v1/tickets", "{\"service\":\"" + SERVICE + "\"}"));
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }

    public static String code(HttpResponse<String> response) throws IOException {
        return response.body().isEmpty() ? "" : json(response).path("code").asText();
    }

    @Override
    public void close() {
        client.shutdownNow();
        api.close();
        server.close();
        desk.close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a test's folder is left behind", e);
        }
    }

    /** Holds a code in front of the scanner. */
    public void scanned(Scan scan) {
        cabinet.scanned(scan);
    }

    public void devicesChanged() {
        board.devicesChanged();
    }

    private void answerHelp() {
        devices.helpAnswered();
        board.devicesChanged();
    }

    private List<DayHistory.Past> today(Set<Class<? extends Event>> types) {
        return past.stream()
                .filter(one -> types.contains(one.event().getClass()))
                .toList();
    }

    /** Answers with words instead of sounds. */
    public static final class Voice implements Announcements {
        @Override
        public Optional<byte[]> wav(Announced call, String language) {
            return Optional.of(("RIFF " + call.number() + " " + language).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<byte[]> sentence(String sentence, String language) {
            return Optional.of((language + ": " + sentence).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String spelled(String characters, String language) {
            return "spelled " + characters;
        }
    }

    /** A printer with one fault and one slip, a scanner and a help button. */
    public static final class FakeDevices implements VirtualDevices {
        private volatile boolean unplugged;
        public volatile boolean loudspeaker;
        private volatile boolean pressed;
        private volatile String level = "ideal";

        List<DeviceHealth> health() {
            return List.of(new DeviceHealth(
                    "printer",
                    "ticket-printer",
                    !unplugged,
                    unplugged ? "off" : "online",
                    unplugged ? "error" : "idle",
                    unplugged ? List.of("no-device") : List.of(),
                    unplugged
                            ? Text.of("Printer tidak ditemukan.", "The printer is not found.")
                            : Text.of("Printer siap.", "The printer is ready.")));
        }

        @Override
        public Optional<View> view(String device) {
            return device.equals("printer")
                    ? Optional.of(new View(
                            Map.of("unplugged", unplugged),
                            level,
                            new Face(List.of(), List.of(), List.of(), Map.of("call-assist", pressed)),
                            80_000))
                    : Optional.empty();
        }

        @Override
        public List<Slip> slips() {
            return List.of(new Slip("1", Instant.parse("2026-11-23T01:10:02Z"), List.of("A-001"), 640, 800));
        }

        @Override
        public Optional<byte[]> png(String slip) {
            return slip.equals("1") ? Optional.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'}) : Optional.empty();
        }

        @Override
        public boolean setFault(String device, String fault, boolean on) {
            if (!fault.equals("unplugged")) {
                return false;
            }
            unplugged = on;
            return true;
        }

        @Override
        public boolean setLevel(String device, String to, long seed) {
            level = to;
            return true;
        }

        @Override
        public Optional<String> scan(String text) {
            return Optional.of(unplugged ? "lost" : "sent");
        }

        @Override
        public Optional<String> scan(byte[] picture) {
            return Optional.of("no-code");
        }

        void helpAnswered() {
            pressed = false;
        }

        @Override
        public boolean setContact(String contact, boolean active) {
            pressed = active;
            return contact.equals("call-assist");
        }
    }
}
