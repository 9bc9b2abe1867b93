package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.doctor.Doctor;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside the kiosk: their answers, and their exit statuses. */
class CommandsTest {
    private static final Doctor.Limits QUICK = new Doctor.Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50));
    private static final Doctor.Limits HASTY = new Doctor.Limits(
            Duration.ofMillis(600), Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Commands commands = new Commands(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

    private int doctor(String language, Doctor.Limits limits, String devices) throws ConfigurationException {
        return commands.examine(
                KioskConfig.read(Configuration.of(
                        "test", "data.folder = '" + folder.resolve("data") + "'\n" + devices, Map.of())),
                language,
                limits);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theDoctorFindsAllVirtualDevicesWell() throws Exception {
        int status = doctor("en", QUICK, """
            pins = "virtual"
            printer.address = "virtual"
            scanner.address = "virtual"
            display.loket-01 = "virtual"
            display.loket-02 = "max7219:spi=0,cs=0"
            buttons.callAssist = "gpio:pin=17,active=low"
            lights.green = "gpio:pin=5"
            speaker.address = "virtual"
            """);
        String said = said();
        assertEquals(0, status, said);
        assertTrue(said.contains("GOOD     printer: The test ticket was printed and cut."), said);
        assertTrue(said.contains("GOOD     scanner: A code of 9 characters was read."), said);
        assertTrue(said.contains("LOOK     display-loket-01: This number plate should show 88.88."), said);
        assertTrue(said.contains("LOOK     display-loket-02: This number plate cannot report how it is."), said);
        assertTrue(said.contains("The green lamp should be lit.") && !said.contains("red lamp"), said);
        assertTrue(said.contains("The call of A-088 was spoken."), said);
        assertTrue(said.endsWith("All configured devices work.\n"), said);
    }

    @Test
    void theDoctorSaysInIndonesianWhatToMendWhereThereIsNothing() throws Exception {
        int status = doctor("id", HASTY, """
            printer.address = "file://%1$s/lp0"
            scanner.address = "evdev://%1$s/scanner"
            """.formatted(folder));
        String said = said();
        assertEquals(1, status, said);
        assertTrue(said.contains("RUSAK    printer: Printer tidak ditemukan."), said);
        assertTrue(said.contains("RUSAK    scanner: Pemindai mati atau kabelnya terlepas."), said);
        assertTrue(said.endsWith("Perangkat yang tidak bekerja: 2.\n"), said);
    }

    @Test
    void theDoctorNamesTheSpeedToAPrinterThatDoesNotAnswer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "tcp://127.0.0.1:" + deaf.getLocalPort();
            int status = doctor("id", QUICK, "printer.address = \"" + address + "\"\n");
            String said = said();
            assertEquals(1, status, said);
            assertTrue(
                    said.contains(
                            "RUSAK    printer: Printer tidak menjawab. Periksa daya, kabel, dan kecepatan sambungan"
                                + " (baud). (the printer does not answer: check whether an ESC/POS printer is at this"
                                + " address)"),
                    said);
        }
    }

    @Test
    void aWrongConfigurationIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("kiosk.toml"), "scanner.address = \"usb\"\n");
        assertEquals(2, commands.run("doctor", List.of("--config", file.toString())));
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains("scanner.address"), said);
    }

    @Test
    void aLayoutIsPaintedAsAPicture() throws Exception {
        Path picture = folder.resolve("ticket.png");
        Path layout = Path.of("src/main/resources/printing/ticket-layout.toml");
        assertEquals(0, commands.run("preview-ticket", List.of(layout.toString(), picture.toString())));
        assertEquals(640, ImageIO.read(picture.toFile()).getWidth());
        assertEquals(2, commands.run("preview-ticket", List.of("no-such-layout", picture.toString())));
    }

    @Test
    void thePreviewIsForThePrinterOfTheConfiguration() throws Exception {
        Path config = Files.writeString(folder.resolve("kiosk.toml"), "printer.profile = \"generic-58\"\n");
        Path picture = folder.resolve("ticket.png");
        String layout = "src/main/resources/printing/ticket-layout.toml";
        List<String> args = List.of(layout, picture.toString(), "--config", config.toString(), "--language", "en");
        assertEquals(0, commands.run("preview-ticket", args), err.toString(StandardCharsets.UTF_8));
        assertTrue(ImageIO.read(picture.toFile()).getWidth() < 640);
    }

    @Test
    void whatIsNoCommandShowsTheCommands() {
        for (List<String> wrong : List.of(
                List.of("docter"),
                List.of("doctor", "--language", "fr"),
                List.of("doctor", "--wait"),
                List.of("verify"),
                List.of("preview-ticket", "one"),
                List.of("preview-ticket", "one", "two", "--colour", "red"),
                List.of("simulate-device"))) {
            err.reset();
            assertEquals(2, commands.run(wrong.getFirst(), wrong.subList(1, wrong.size())), wrong.toString());
            String said = err.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("kiosk-app preview-ticket LAYOUT OUT.png"), said);
        }
        assertFalse(said().contains("kiosk-app"));
        assertEquals(2, commands.run("simulate-device", List.of("toaster")));
        assertEquals(2, commands.run("simulate-device", List.of("printer", "--colour", "red")));
    }
}
