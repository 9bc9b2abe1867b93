package id.mpp.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Mosquitto with passwords, certificates and access rules: what it refuses is said in one sentence, and mended
 * without a restart.
 */
@Timeout(120)
class BrokerRefusalIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String USER = "mpp-x/node/hub-1";
    private static final String SECRET = "correct-horse";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void aWrongPasswordIsSaidAndTheRightOneIsReadFromItsFileAtTheNextAttempt() throws Exception {
        Mosquitto broker = withPasswords();
        Path file = folder.resolve("relay.password");
        MessageBus bus = started(access(broker.url(), USER, new Password.InFile(file), Tls.DEFAULT));
        String missing = sentence(bus, Kind.FILE_UNUSABLE);
        assertTrue(missing.contains(file + " of relay.passwordFile does not exist"), missing);
        Files.writeString(file, "wrong-one\n");
        String refused = sentence(bus, Kind.LOGIN_REFUSED);
        assertTrue(refused.contains(broker.url()) && refused.contains("relay.user"), refused);
        assertFalse(refused.contains("wrong-one"), refused);
        Files.writeString(file, SECRET + "\n");
        awaitConnected(bus);
        assertNull(bus.state().problem());
    }

    @Test
    void whoNamesNobodyIsToldSo() throws Exception {
        MessageBus bus = started(BrokerAccess.open(withPasswords().url()));
        assertTrue(sentence(bus, Kind.LOGIN_REFUSED).contains("relay.user"));
    }

    @Test
    void nobodyThereNoSuchNameAndNoWayAreThreeThings() throws Exception {
        String url = "tcp://127.0.0.1:" + Mosquitto.freePort();
        assertTrue(sentence(started(BrokerAccess.open(url)), Kind.NOT_LISTENING).contains(url));
        assertTrue(sentence(started(BrokerAccess.open("tcp://no-such-broker.invalid:1883")), Kind.NAME_UNKNOWN)
                .contains("DNS"));
    }

    @Test
    void theNextAddressIsTriedWhereOneDoesNotAnswer() throws Exception {
        Mosquitto broker = open(Mosquitto.started(folder));
        String dead = "tcp://127.0.0.1:" + Mosquitto.freePort();
        MessageBus bus = started(new BrokerAccess("relay", List.of(dead, broker.url()), null, null, Tls.DEFAULT));
        awaitConnected(bus);
        assertEquals(broker.url(), bus.state().url());
        bus.tryAnother("a test");
        await().atMost(SOON).until(() -> bus.state().connections() == 2);
        assertEquals(broker.url(), bus.state().url());
    }

    @Test
    void withTheRightAuthorityMessagesGoOverTls() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Mosquitto broker = tls(authority.broker("DNS:localhost,IP:127.0.0.1"));
        for (String host : List.of("localhost", "127.0.0.1")) {
            MessageBus bus = started(access(
                    "ssl://" + host + ":" + broker.port(), null, null, new Tls(authority.certificate(), null, null)));
            awaitConnected(bus);
            assertTrue(bus.publish(BusMessage.of("t", "over TLS".getBytes(UTF_8)), SOON));
            Delivery delivery = Objects.requireNonNull(bus.poll(SOON), "nothing came");
            assertEquals("over TLS", new String(delivery.message().payload(), UTF_8));
            delivery.acknowledge();
            bus.close();
        }
    }

    @Test
    void aWrongAuthorityIsSaidAndTheRightOneIsReadAtTheNextAttempt() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        TestAuthority stranger = new TestAuthority(folder.resolve("stranger"), "stranger");
        Mosquitto broker = tls(authority.broker("DNS:localhost"));
        Path trusted = folder.resolve("trusted.pem");
        Files.copy(stranger.certificate(), trusted);
        MessageBus bus = started(access(localhost(broker), null, null, new Tls(trusted, null, null)));
        assertTrue(sentence(bus, Kind.CERTIFICATE_UNTRUSTED).contains("relay.ca"));
        Files.copy(authority.certificate(), trusted, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        awaitConnected(bus);
    }

    @Test
    void anExpiredCertificateIsSaidWithItsDatesAndThisMachinesClock() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Mosquitto broker = tls(authority.expiredBroker());
        MessageBus bus = started(access(localhost(broker), null, null, new Tls(authority.certificate(), null, null)));
        String sentence = sentence(bus, Kind.CERTIFICATE_OUT_OF_DATE);
        assertTrue(sentence.contains("valid from") && sentence.contains("clock says"), sentence);
    }

    @Test
    void aCertificateOfAnotherNameIsSaidWithTheNameItIsFor() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Mosquitto broker = tls(authority.broker("DNS:broker.example"));
        MessageBus bus = started(access(localhost(broker), null, null, new Tls(authority.certificate(), null, null)));
        assertTrue(sentence(bus, Kind.CERTIFICATE_OF_ANOTHER).contains("broker.example"));
    }

    @Test
    void aBrokerThatWantsACertificateGetsOursInEveryFormOfKeyAndSaysWhatItMisses() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Mosquitto broker = tls(
                authority.broker("DNS:localhost"),
                "cafile " + authority.certificate(),
                "require_certificate true",
                "use_identity_as_username true");
        MessageBus without =
                started(access(localhost(broker), null, null, new Tls(authority.certificate(), null, null)));
        assertTrue(sentence(without, Kind.CERTIFICATE_WANTED).contains("relay.cert"));
        without.close();
        Issued foreign = new TestAuthority(folder.resolve("stranger"), "stranger").client(USER);
        MessageBus stranger = started(
                access(localhost(broker), null, null, new Tls(authority.certificate(), foreign.cert(), foreign.key())));
        assertTrue(sentence(stranger, Kind.CERTIFICATE_REFUSED).contains("relay.cert"));
        stranger.close();
        Issued ec = authority.client(USER);
        connects(broker, authority, ec);
        Path sec1 = folder.resolve("sec1.key");
        TestAuthority.run("openssl", "ec", "-in", ec.key().toString(), "-out", sec1.toString());
        assertTrue(Files.readString(sec1).contains("BEGIN EC PRIVATE KEY"));
        connects(broker, authority, new Issued(ec.cert(), sec1));
        Issued rsa = authority.clientWithKey(USER, "rsa:2048");
        connects(broker, authority, rsa);
        Path pkcs1 = folder.resolve("pkcs1.key");
        TestAuthority.run("openssl", "rsa", "-traditional", "-in", rsa.key().toString(), "-out", pkcs1.toString());
        assertTrue(Files.readString(pkcs1).contains("BEGIN RSA PRIVATE KEY"));
        connects(broker, authority, new Issued(rsa.cert(), pkcs1));
        connects(broker, authority, authority.clientWithKey(USER, "ed25519"));
    }

    @Test
    void keysThatCannotBeUsedAreRefusedInWords() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Issued issued = authority.client(USER);
        Path locked = folder.resolve("locked.key");
        TestAuthority.run(
                "openssl",
                "pkcs8",
                "-topk8",
                "-passout",
                "pass:secret-words",
                "-in",
                issued.key().toString(),
                "-out",
                locked.toString());
        unusable(issued.cert(), locked, "locked by a passphrase");
        unusable(issued.cert(), authority.clientWithKey(USER, "ed25519").key(), "does not belong to");
        unusable(issued.cert(), Files.writeString(folder.resolve("no.key"), "nothing"), "holds no private key");
        unusable(
                issued.cert(),
                Files.writeString(
                        folder.resolve("half.key"),
                        Files.readString(issued.key()).replaceFirst("\n[A-Za-z0-9+/]{20}", "\n")),
                "is damaged");
        unusable(Files.writeString(folder.resolve("no.pem"), "nothing"), issued.key(), "CERTIFICATE----- block");
    }

    @Test
    void tlsWhereNoneIsSpokenAndNoneWhereItIsSpokenAreToldApart() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("ca"), "authority");
        Mosquitto broker = tls(authority.broker("DNS:localhost"));
        MessageBus plain = started(BrokerAccess.open("tcp://localhost:" + broker.port()));
        assertTrue(sentence(plain, Kind.CLOSED).contains("ssl://"));
        Path other = Files.createDirectories(folder.resolve("plain"));
        MessageBus bus = started(access(
                localhost(open(Mosquitto.started(other))), null, null, new Tls(authority.certificate(), null, null)));
        await().atMost(SOON).until(() -> bus.state().trouble() != null);
        assertFalse(bus.state().connected());
    }

    @Test
    void whatTheAccessRulesForbidToPublishIsSaidUntilTheyAllowIt() throws Exception {
        Path rules = Files.writeString(folder.resolve("acl"), "topic read #\ntopic write allowed\n");
        Mosquitto broker = open(Mosquitto.started(folder, "acl_file " + rules));
        MessageBus bus = started(BrokerAccess.open(broker.url()));
        awaitConnected(bus);
        assertTrue(bus.publish(BusMessage.of("allowed", new byte[1]), SOON));
        assertFalse(bus.publish(BusMessage.of("forbidden", new byte[1]), SOON));
        String sentence = sentence(bus, Kind.PUBLICATION_REFUSED);
        assertTrue(sentence.contains("to forbidden") && bus.state().connected(), sentence);
        Files.writeString(rules, "topic readwrite #\n");
        broker.reload();
        await().atMost(SOON).until(() -> bus.publish(BusMessage.of("forbidden", new byte[1]), SOON));
        assertNull(bus.state().problem());
    }

    @Test
    void aRefusedSubscriptionIsSaid() throws Exception {
        Path plugin = Path.of(
                "/usr/lib",
                System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu",
                "mosquitto_dynamic_security.so");
        Path rules = Files.writeString(folder.resolve("dynsec.json"), """
            {"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": true, "subscribe": false,
             "unsubscribe": true}, "clients": [], "groups": [], "roles": []}
            """);
        Mosquitto broker = open(Mosquitto.started(folder, "plugin " + plugin, "plugin_opt_config_file " + rules));
        String sentence = sentence(started(BrokerAccess.open(broker.url())), Kind.SUBSCRIPTION_REFUSED);
        assertTrue(sentence.contains("to [t]"), sentence);
    }

    @Test
    void twoProgramsOfOneIdCalmDownAndBothSaySo() throws Exception {
        Mosquitto broker = open(Mosquitto.started(folder));
        BusOptions options = BusOptions.of(broker.url(), "hub", List.of("t"))
                .withDelays(Duration.ofMillis(50), Duration.ofSeconds(30));
        MessageBus first = started(options);
        awaitConnected(first);
        MessageBus second = started(options);
        sentence(first, Kind.CLIENT_ID_TAKEN);
        sentence(second, Kind.CLIENT_ID_TAKEN);
        await().atMost(SOON)
                .until(() -> first.state().connections() + second.state().connections() >= 8);
        long before = first.state().connections() + second.state().connections();
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        long more = first.state().connections() + second.state().connections() - before;
        assertTrue(more <= 4, more + " take-overs in five seconds");
        assertTrue(second.state().problem() != null && first.state().problem() != null, "told while connected too");
    }

    @Test
    void aBrokerThatGivesNoReasonDoesNotResetTheBackOff() throws Exception {
        Mosquitto broker = open(Mosquitto.started(folder));
        CuttableLine line = open(new CuttableLine(broker.port()));
        MessageBus bus = new PahoMessageBus(
                BusOptions.of(line.url(), "hub", List.of("t"))
                        .withDelays(Duration.ofMillis(20), Duration.ofSeconds(30)),
                TestWorkers.told());
        open.add(bus);
        bus.onConnected(line::cut);
        long begin = System.nanoTime();
        bus.start();
        await().atMost(SOON).until(() -> bus.state().connections() >= 8);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) > 0, "eight connections in " + took.toMillis() + " ms");
        assertTrue(sentence(bus, Kind.CLIENT_ID_TAKEN).contains("gives no reason"));
    }

    private void unusable(Path cert, Path key, String words) throws Exception {
        MessageBus bus = started(access("ssl://localhost:1", null, null, new Tls(null, cert, key)));
        String sentence = sentence(bus, Kind.FILE_UNUSABLE);
        assertTrue(sentence.contains(words), sentence);
        assertFalse(sentence.contains("secret-words"), sentence);
        bus.close();
    }

    private void connects(Mosquitto broker, TestAuthority authority, Issued ours) {
        MessageBus bus = started(
                access(localhost(broker), null, null, new Tls(authority.certificate(), ours.cert(), ours.key())));
        awaitConnected(bus);
        bus.close();
    }

    private Mosquitto withPasswords() throws Exception {
        Path passwords = folder.resolve("passwords");
        TestAuthority.run("mosquitto_passwd", "-b", "-c", passwords.toString(), USER, SECRET);
        return open(Mosquitto.started(folder, "allow_anonymous false", "password_file " + passwords));
    }

    private Mosquitto tls(Issued broker, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("certfile " + broker.cert(), "keyfile " + broker.key()));
        all.addAll(List.of(settings));
        return open(Mosquitto.started(folder, all.toArray(String[]::new)));
    }

    private static String localhost(Mosquitto broker) {
        return "ssl://localhost:" + broker.port();
    }

    private static BrokerAccess access(String url, @Nullable String user, @Nullable Password password, Tls tls) {
        return new BrokerAccess("relay", List.of(url), user, password, tls);
    }

    private MessageBus started(BrokerAccess access) {
        return started(
                BusOptions.of(access, "hub", List.of("t")).withDelays(Duration.ofMillis(50), Duration.ofMillis(300)));
    }

    private MessageBus started(BusOptions options) {
        MessageBus bus = open(new PahoMessageBus(options, TestWorkers.told()));
        bus.start();
        return bus;
    }

    private <T extends AutoCloseable> T open(T part) {
        open.add(part);
        return part;
    }

    private static void awaitConnected(MessageBus bus) {
        await().atMost(SOON).until(() -> bus.state().connected());
    }

    /** Waits for this trouble; the sentence that tells it. */
    private static String sentence(MessageBus bus, Kind kind) {
        await().atMost(SOON).untilAsserted(() -> {
            LineTrouble trouble = bus.state().trouble();
            assertEquals(kind, trouble == null ? null : trouble.kind(), () -> String.valueOf(bus.state()));
        });
        return String.valueOf(bus.state().problem());
    }
}
