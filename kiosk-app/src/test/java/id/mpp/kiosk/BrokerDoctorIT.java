package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.LineTrouble;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.bus.TestAuthority;
import id.mpp.kiosk.doctor.Doctor;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.sync.RelayAlarm;
import id.mpp.program.Configuration;
import id.mpp.program.TestWorkers;
import id.mpp.program.Worker;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor and the broker: the same keys as the kiosk's, tried at a real Mosquitto. */
@Timeout(120)
class BrokerDoctorIT {
    private static final Doctor.Limits QUICK = new Doctor.Limits(
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofSeconds(2));
    private static final String USER = "mpp-2172-01/node/hub-1";

    @TempDir
    Path folder;

    @Test
    void itTellsARefusalAndThatTheBrokerMayBeUsed() throws Exception {
        Path passwords = folder.resolve("passwords");
        TestAuthority.run("mosquitto_passwd", "-b", "-c", passwords.toString(), USER, "correct-horse");
        try (Mosquitto broker = Mosquitto.started(folder, "allow_anonymous false", "password_file " + passwords)) {
            Path file = Files.writeString(folder.resolve("relay.password"), "wrong-one");
            String refused = doctor(1, broker.url(), file);
            assertTrue(refused.contains("RUSAK    broker: " + broker.url() + " menolak kiosk ini masuk"), refused);
            assertFalse(refused.contains("wrong-one"), refused);
            Files.writeString(file, "correct-horse\n");
            String well = doctor(0, broker.url(), file);
            assertTrue(well.contains("BAIK     broker: " + broker.url() + " menerima kiosk ini sebagai " + USER), well);
        }
    }

    @Test
    void itTellsThatAnotherHubOfTheHallRuns() throws Exception {
        try (Mosquitto broker = Mosquitto.started(folder);
                MessageBus other = new PahoMessageBus(
                        BusOptions.of(broker.url(), "mpp-2172-01.hub-2", List.of("nothing/at/all")),
                        TestWorkers.told())) {
            other.start();
            Path file = Files.writeString(folder.resolve("relay.password"), "any");
            assertFalse(doctor(0, broker.url(), file).contains("Hub lain"));
            Worker heart = TestWorkers.told().every("heart", Duration.ofMillis(200), () -> {
                say(other, "hub-2", "boot-2");
                say(other, "hub-1", "boot-1");
            });
            String told = doctor(1, broker.url(), file);
            assertTrue(told.contains("Hub lain untuk balai ini juga berjalan: hub-2."), told);
            heart.interrupt();
        }
    }

    private static void say(MessageBus bus, String node, String boot) throws InterruptedException {
        Messages.NodeState state =
                new Messages.NodeState(true, boot, "installation-2", "1", 0, List.of(), Messages.NodeState.HUB, 20, 1L);
        bus.publish(BusMessage.of(Topics.nodeState("mpp-2172-01", node), Messages.write(state)), Duration.ofSeconds(5));
    }

    @Test
    void everyTroubleOfTheLineHasItsSentenceInBothLanguages() {
        HardwareTexts texts = new HardwareTexts(List.of("id", "en"));
        for (LineTrouble.Kind kind : LineTrouble.Kind.values()) {
            RelayAlarm alarm = RelayAlarm.of(new LineTrouble(kind, "tcp://x:1", "relay", "why"));
            for (String language : List.of("id", "en")) {
                String sentence = texts.text(
                        language, "relay." + alarm.code(), alarm.values().toArray());
                assertTrue(sentence.contains("tcp://x:1") && sentence.contains("(why)"), sentence);
            }
        }
    }

    private String doctor(int status, String url, Path passwordFile) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String toml = """
            data.folder = "%s"
            relay.url = "%s"
            relay.user = "%s"
            relay.passwordFile = "%s"
            printer.address = "virtual"
            """.formatted(folder.resolve("data"), url, USER, passwordFile);
        KioskConfig config = KioskConfig.read(Configuration.of("test", toml, Map.of()));
        int answered = new Commands(print, print).examine(config, "id", QUICK);
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(status, answered, said);
        return said;
    }
}
