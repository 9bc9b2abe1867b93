package id.mpp.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BrokerAccess.Password;
import id.mpp.bus.BrokerAccess.Tls;
import id.mpp.bus.LineTrouble.Kind;
import id.mpp.bus.TestAuthority.Issued;
import id.mpp.program.TestWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files for Mosquitto in {@code systemd/}, word for word beside Debian's own configuration; only
 * {@code /etc/mosquitto} and the two ports are others here. What the contract allows works, what it does not is
 * refused.
 */
@Timeout(120)
class MosquittoFilesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Path SHIPPED = Path.of("..", "systemd");
    private static final String HALL = "mpp/v1/mpp-2172-01/";
    private static final String HUB = "mpp-2172-01/node/hub-1";
    private static final String SATELLITE = "mpp-2172-01/node/kiosk-2";
    private static final String SERVER = "server/main";
    private static final String SECRET = "correct-horse";

    @TempDir
    Path etc;

    private final List<AutoCloseable> open = new ArrayList<>();
    private int plainPort;
    private int tlsPort;

    @BeforeEach
    void findPorts() throws IOException {
        plainPort = Mosquitto.freePort();
        tlsPort = Mosquitto.freePort();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void aNodePublishesBelowItsOwnNameAndTheHubForItsHall() throws Exception {
        broker(List.of("mosquitto-mpp.conf"));
        MessageBus hub = connected(HUB, "hub");
        allowed(hub, HALL + "node/hub-1/event");
        allowed(hub, HALL + "node/hub-1/state");
        allowed(hub, HALL + "node/hub-1/reply/1");
        allowed(hub, HALL + "node/hub-1/telemetry");
        allowed(hub, HALL + "node/hub-1/question/1");
        allowed(hub, HALL + "counter/loket-01/serving");
        allowed(hub, HALL + "service/ktp-rekam/waiting");
        allowed(hub, HALL + "public");
        refused(hub, HALL + "node/kiosk-2/event");
        refused(hub, HALL + "node/kiosk-2/state");
        refused(hub, HALL + "node/kiosk-2/question/1");
        refused(hub, HALL + "node/kiosk-2/answer/1");
        refused(hub, HALL + "catalog");
        refused(hub, "mpp/v1/other/node/hub-1/event");
        refused(hub, "mpp/v1/other/counter/loket-01/serving");
        refused(hub, "mpp/v1/server/main/state");
        MessageBus satellite = connected(SATELLITE, "satellite");
        allowed(satellite, HALL + "node/kiosk-2/event");
        refused(satellite, HALL + "node/hub-1/event");
        refused(satellite, HALL + "counter/loket-01/serving");
        MessageBus server = connected(SERVER, "server");
        allowed(server, HALL + "node/hub-1/ack");
        allowed(server, HALL + "catalog");
        allowed(server, "mpp/v1/server/main/state");
    }

    @Test
    void aNodeHearsWhatIsForItAndNothingElse() throws Exception {
        broker(List.of("mosquitto-mpp.conf"));
        MessageBus server = connected(SERVER, "server");
        MessageBus hub = connected(HUB, "hub", "mpp/v1/#");
        MessageBus satellite = connected(SATELLITE, "satellite", "mpp/v1/#");
        hears(server, hub, HALL + "node/hub-1/ack");
        hears(server, hub, HALL + "node/hub-1/command/1");
        hears(server, hub, HALL + "node/hub-1/answer/1");
        hears(server, hub, "mpp/v1/server/main/state");
        hears(server, hub, HALL + "node/kiosk-2/state");
        assertEquals("mpp/v1/server/main/state", taken(satellite));
        assertEquals(HALL + "node/kiosk-2/state", taken(satellite), "nothing of the hub's came");
        hears(server, satellite, HALL + "node/kiosk-2/ack");
        assertTrue(server.publish(BusMessage.of(HALL + "node/kiosk-2/accounts", new byte[1]), SOON));
        assertTrue(server.publish(BusMessage.of(HALL + "node/kiosk-2/answer/1", new byte[1]), SOON));
        assertTrue(server.publish(BusMessage.of("mpp/v1/other/node/hub-1/state", new byte[1]), SOON));
        assertNull(hub.poll(MOMENT));
    }

    @Test
    void nobodyComesInWithoutAName() throws Exception {
        Mosquitto broker = broker(List.of("mosquitto-mpp.conf"));
        MessageBus nobody = started(BrokerAccess.open(broker.url()), "nobody", "t");
        await().atMost(SOON).until(() -> nobody.state().trouble() != null);
        assertEquals(Kind.LOGIN_REFUSED, kind(nobody));
    }

    @Test
    void aCertificateIsAsGoodAsAPassword() throws Exception {
        TestAuthority authority = new TestAuthority(etc.resolve("authority"), "mpp-ca");
        place(authority.certificate(), "ca_certificates/mpp-ca.pem");
        Issued issued = authority.broker("DNS:localhost");
        place(issued.cert(), "certs/mpp-broker.pem");
        place(issued.key(), "certs/mpp-broker.key");
        broker(List.of("mosquitto-mpp.conf", "mosquitto-mpp-tls.conf"));
        Issued ours = authority.client(HUB);
        BrokerAccess access = new BrokerAccess(
                "relay",
                List.of("ssl://localhost:" + tlsPort),
                null,
                null,
                new Tls(authority.certificate(), ours.cert(), ours.key()));
        MessageBus hub = started(access, "hub", HALL + "node/hub-1/ack");
        await().atMost(SOON).until(() -> hub.state().connected());
        allowed(hub, HALL + "node/hub-1/event");
        allowed(hub, HALL + "counter/loket-01/serving");
        refused(hub, HALL + "node/kiosk-2/event");
        MessageBus server = connected(SERVER, "server");
        hears(server, hub, HALL + "node/hub-1/ack");
    }

    private static void allowed(MessageBus bus, String topic) throws InterruptedException {
        assertTrue(bus.publish(BusMessage.of(topic, new byte[1]), SOON), topic);
    }

    private static void refused(MessageBus bus, String topic) throws InterruptedException {
        assertFalse(bus.publish(BusMessage.of(topic, new byte[1]), SOON), topic);
        assertEquals(Kind.PUBLICATION_REFUSED, kind(bus));
    }

    private static void hears(MessageBus from, MessageBus to, String topic) throws InterruptedException {
        assertTrue(from.publish(BusMessage.of(topic, new byte[1]), SOON));
        assertEquals(topic, taken(to));
    }

    private static String taken(MessageBus bus) throws InterruptedException {
        Delivery delivery = bus.poll(SOON);
        assertNotNull(delivery, "nothing came");
        delivery.acknowledge();
        return delivery.message().topic();
    }

    private static Kind kind(MessageBus bus) {
        LineTrouble trouble = bus.state().trouble();
        return trouble == null ? Kind.BROKEN : trouble.kind();
    }

    private MessageBus connected(String user, String id, String... topics) {
        BrokerAccess access = new BrokerAccess(
                "relay", List.of("tcp://127.0.0.1:" + plainPort), user, new Password.Given(SECRET), Tls.DEFAULT);
        MessageBus bus = started(access, id, topics.length == 0 ? new String[] {"nothing/at/all"} : topics);
        await().atMost(SOON).until(() -> bus.state().connected());
        return bus;
    }

    private MessageBus started(BrokerAccess access, String id, String... topics) {
        MessageBus bus = new PahoMessageBus(BusOptions.of(access, id, List.of(topics)), TestWorkers.told());
        open.add(bus);
        bus.start();
        return bus;
    }

    /** Debian's /etc/mosquitto, with these files of ours in it. */
    private Mosquitto broker(List<String> files) throws Exception {
        String passwords = etc.resolve("mpp.passwd").toString();
        TestAuthority.run("mosquitto_passwd", "-b", "-c", passwords, HUB, SECRET);
        TestAuthority.run("mosquitto_passwd", "-b", passwords, SATELLITE, SECRET);
        TestAuthority.run("mosquitto_passwd", "-b", passwords, SERVER, SECRET);
        Files.createDirectories(etc.resolve("conf.d"));
        for (String file : files) {
            Files.writeString(etc.resolve("conf.d").resolve(file), here(SHIPPED.resolve(file)));
        }
        Files.copy(SHIPPED.resolve("mosquitto-mpp.acl"), etc.resolve("mpp.acl"));
        Path debian = Files.writeString(etc.resolve("mosquitto.conf"), """
            pid_file %1$s/mosquitto.pid
            persistence true
            persistence_location %1$s/
            log_dest file %1$s/mosquitto.log
            user root
            include_dir %1$s/conf.d
            """.formatted(etc));
        Mosquitto broker = new Mosquitto(plainPort, debian);
        open.add(broker);
        broker.start();
        return broker;
    }

    private String here(Path file) throws IOException {
        return Files.readString(file)
                .replace("/etc/mosquitto/", etc + "/")
                .replace("listener 1883", "listener " + plainPort)
                .replace("listener 8883", "listener " + tlsPort);
    }

    private void place(Path from, String name) throws IOException {
        Path to = etc.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }
}
