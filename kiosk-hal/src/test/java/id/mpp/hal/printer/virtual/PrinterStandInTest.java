package id.mpp.hal.printer.virtual;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Fifo;
import id.mpp.hal.printer.PrintResult;
import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.PrinterTiming;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.TicketPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class PrinterStandInTest {

    private static final Pattern ADDRESS = Pattern.compile("tcp://127\\.0\\.0\\.1:\\d+");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aSlipOverTheNetworkBecomesAPictureAndFaultsAreObeyed() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        CompletableFuture<Integer> ended = run(
                new PipedInputStream(keyboard),
                "--port",
                "0",
                "--profile",
                "citizen-kiosk",
                "--slips",
                folder.toString());
        await().until(() -> ADDRESS.matcher(text(out)).find());
        Matcher address = ADDRESS.matcher(text(out));
        assertTrue(address.find());
        try (TicketPrinter printer = PrinterAddress.parse(address.group())
                .printer("printer", PrinterProfile.CITIZEN_KIOSK, PrinterTiming.standard())) {
            printer.start();
            assertEquals(new PrintResult.Confirmed(), print(printer));
            await().until(() -> Files.exists(folder.resolve("slip-0001.png")));

            type(keyboard, "cover-open");
            await().until(() -> printer.status().sentenceKey().equals("ticket-printer.cover-open"));
            type(keyboard, "clear cover-open");
            await().until(() -> printer.status().sentenceKey().equals("ticket-printer.ok"));
        }
        type(keyboard, "fly");
        await().until(() -> text(err).contains("'fly' is not understood"));
        type(keyboard, "quit");
        assertEquals(0, ended.get(90, TimeUnit.SECONDS));
    }

    @Test
    void aSlipThroughAFifoBecomesAPicture() throws Exception {
        Path fifo = Fifo.make(folder.resolve("lp0"));
        PipedOutputStream keyboard = new PipedOutputStream();
        CompletableFuture<Integer> ended = run(
                new PipedInputStream(keyboard),
                "--path",
                fifo.toString(),
                "--profile",
                "generic-58",
                "--slips",
                folder.resolve("slips").toString());
        try (TicketPrinter printer = PrinterAddress.parse("file://" + fifo)
                .printer("printer", PrinterProfile.GENERIC_58, PrinterTiming.standard())) {
            printer.start();
            assertEquals(new PrintResult.Sent(), print(printer));
            await().until(() -> Files.exists(folder.resolve("slips").resolve("slip-0001.png")));
        }
        type(keyboard, "quit");
        assertEquals(0, ended.get(90, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --port 70000        | option --port is '70000'; expected a whole number from 0 to 65535
        --port              | option --port needs a value
        --colour red        | option --colour is not known
        --profile star      | there is no virtual printer "star"
        --level cursed      | expected ideal, worn or hostile
        --fault fire        | there is no fault 'fire'
        """)
    void wrongArgumentsAreToldWithTheUsage(String arguments, String told) throws Exception {
        assertEquals(
                2, run(InputStream.nullInputStream(), arguments.split(" ", -1)).get(90, TimeUnit.SECONDS));
        assertTrue(text(err).contains(told), text(err));
        assertTrue(text(err).contains("simulate-device printer"), text(err));
    }

    @ParameterizedTest
    @CsvSource({"/nowhere/lp0, there is no", "/etc/hostname, neither a FIFO nor a device"})
    void aPathThatIsNoneIsTold(String path, String told) throws Exception {
        int status = run(InputStream.nullInputStream(), "--path", path, "--slips", folder.toString())
                .get(90, TimeUnit.SECONDS);
        assertEquals(1, status);
        assertTrue(text(err).contains(told), text(err));
    }

    private CompletableFuture<Integer> run(InputStream in, String... args) {
        return CompletableFuture.supplyAsync(() -> PrinterStandIn.run(
                List.of(args),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private static PrintResult print(TicketPrinter printer) throws Exception {
        return printer.print(Slip.build().big("A-001").slip()).get(90, TimeUnit.SECONDS);
    }

    private static void type(PipedOutputStream keyboard, String line) throws IOException {
        keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
