package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.mpp.kiosk.simulation.HallClient.Answer;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code OutageShow FILE}: shows with real presses that a hall goes on while server and broker are away, and that the
 * server knows all of it afterwards. Whoever keeps the programs running kills the server while the file
 * {@code outage.file} is there, and starts it again when it is gone. Ends with 0 where everything came true, with 1
 * where something did not, with 2 where it could not be shown.
 */
public final class OutageShow {
    private static final int EXIT_FAULTS = 1;
    private static final int EXIT_NOT_SHOWN = 2;
    private static final int ROUNDS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int SECONDS_FOR_THE_SERVER = 120;

    private final Configuration config;
    private final PrintStream out;
    private final Map<String, String> passwords;
    private final HallClient kiosk;
    private final HttpClient http;
    private final String serverUrl;
    private final Path switchFile;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int calls;

    private OutageShow(Configuration config, HttpClient http, PrintStream out) throws ConfigurationException {
        this.config = config;
        this.out = out;
        this.http = http;
        this.passwords = SimulationConfig.passwords(config.path("credentials", Path.of("data", "credentials.json")));
        this.kiosk = new HallClient(http, config.text("kiosk.url", "http://127.0.0.1:8080"));
        this.serverUrl = config.text("server.url", "http://127.0.0.1:8090");
        this.switchFile = config.path("outage.file", Path.of("data", "outage"));
        config.refuseUnknown();
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            if (args.length != 1) {
                throw new ConfigurationException("usage: OutageShow FILE, the file being a configuration in TOML");
            }
            Configuration config = Configuration.read(Path.of(args[0]), Map.of());
            return new OutageShow(config, http, System.out).play() ? 0 : EXIT_FAULTS;
        } catch (ConfigurationException | IOException e) {
            System.err.println("The outage could not be shown: " + e.getMessage());
            return EXIT_NOT_SHOWN;
        } catch (InterruptedException e) {
            System.err.println("The show was broken off.");
            return EXIT_NOT_SHOWN;
        }
    }

    private boolean play() throws IOException, InterruptedException, ConfigurationException {
        Desk desk = desk();
        say("The hall works: server and broker are there.");
        round(desk);
        Files.writeString(switchFile, "the server is to be away\n");
        try {
            await("the server is killed", () -> !serverReady());
            say("Server and broker are killed. The hall does not ask them anything, so it goes on:");
            for (int i = 0; i < ROUNDS; i++) {
                round(desk);
                People.THREADS.sleep(PAUSE);
            }
        } finally {
            Files.deleteIfExists(switchFile);
        }
        say("The server is started again.");
        await("the server serves", this::serverReady);
        await("the server has what it missed", () -> outbox() == 0);
        compare();
        faults.forEach(fault -> out.println("  FAULT " + fault));
        say(
                faults.isEmpty()
                        ? "Shown: " + numbers.size() + " numbers were taken and " + calls
                                + " calls made, most of them without server"
                                + " and broker. Nothing waits to be sent, and the server knows all " + numbers.size()
                                + " numbers."
                        : "Not shown: " + faults.size() + " faults, see above.");
        return faults.isEmpty();
    }

    /** Where the presses are made: a service that is open and a counter that serves it. */
    private record Desk(String service, String counter, HallClient officer) {}

    private Desk desk() throws IOException, InterruptedException, ConfigurationException {
        JsonNode hall = kiosk.get("/api/v1/hall").body();
        for (JsonNode counter : hall.path("counters")) {
            for (JsonNode service : hall.path("services")) {
                String id = service.path("id").asText();
                boolean served = counter.path("services").toString().contains('"' + id + '"');
                if (served && service.path("state").asText().equals("open")) {
                    String user = "petugas-" + counter.path("agency").asText();
                    Desk desk = new Desk(id, counter.path("id").asText(), kiosk.as(user, password("kiosk/" + user)));
                    desk.officer().post("/api/v1/counters/" + desk.counter() + "/open", Map.of());
                    return desk;
                }
            }
        }
        throw new ConfigurationException("no service of the hall is open and served at a counter now");
    }

    /** Somebody takes a number, and somebody is called. */
    private void round(Desk desk) throws IOException, InterruptedException {
        Answer taken = kiosk.post("/api/v1/tickets", Map.of("service", desk.service()));
        String number = taken.body().path("number").asText();
        if (taken.done()) {
            numbers.add(number);
        } else {
            faults.add("a number was refused: " + taken.status() + " " + taken.code());
        }
        Answer called = call(desk);
        if (called.done()) {
            calls++;
        } else {
            faults.add("a call was refused: " + called.status() + " " + called.code());
        }
        String who = called.body().at("/ticket/number").asText();
        say("  " + number + " was taken; " + who + " is called to " + desk.counter() + "; " + outbox()
                + " events wait for the server.");
    }

    private Answer call(Desk desk) throws IOException, InterruptedException {
        String counter = "/api/v1/counters/" + desk.counter();
        Answer called = desk.officer().post(counter + "/call-next", Map.of());
        if (called.code().equals("counter-busy")) {
            desk.officer().post(counter + "/start", Map.of());
            desk.officer().post(counter + "/finish", Map.of());
            called = desk.officer().post(counter + "/call-next", Map.of());
        }
        return called;
    }

    /** Every number that was taken is at the server, on the same day. */
    private void compare() throws IOException, InterruptedException, ConfigurationException {
        HallClient admin = new HallClient(http, serverUrl).as("admin", password("server/admin"));
        JsonNode hall = kiosk.get("/api/v1/hall").body();
        String path = "/api/v1/branches/" + hall.at("/branch/id").asText() + "/tickets?page=";
        Set<String> known = new HashSet<>();
        for (int page = 1; page > 0; ) {
            JsonNode list = admin.get(path + page).body();
            list.path("items").forEach(item -> known.add(item.path("number").asText()));
            page = list.path("next").asInt();
        }
        numbers.stream()
                .filter(number -> !known.contains(number))
                .forEach(number -> faults.add(number + " is not at the server"));
    }

    private long outbox() throws IOException, InterruptedException {
        JsonNode outbox = kiosk.get("/health/ready").body().at("/relay/outbox");
        return outbox instanceof MissingNode ? -1 : outbox.asLong();
    }

    private boolean serverReady() throws InterruptedException {
        return HallClient.isReady(http, serverUrl);
    }

    /** A question that takes a network. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long end =
                System.nanoTime() + Duration.ofSeconds(SECONDS_FOR_THE_SERVER).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("after " + SECONDS_FOR_THE_SERVER + " s it is not so that " + what);
            }
            People.THREADS.sleep(LOOK_AGAIN);
        }
    }

    private String password(String account) throws ConfigurationException {
        String password = passwords.get(account);
        if (password == null) {
            throw config.wrong("credentials", account, "a file that holds the first password of this account");
        }
        return password;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
