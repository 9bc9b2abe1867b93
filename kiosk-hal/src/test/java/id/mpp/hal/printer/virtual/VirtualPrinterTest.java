package id.mpp.hal.printer.virtual;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Talks to the printer in bare bytes, as a driver of somebody else would. */
@Timeout(600)
class VirtualPrinterTest {

    private static final String CUT = "\u001dV\u0001";

    private final VirtualPrinter printer = new VirtualPrinter(PaperWidth.MM_58, 0);
    private Socket line;

    @BeforeEach
    void connect() throws Exception {
        printer.start();
        URI address = URI.create(printer.address());
        line = new Socket(address.getHost(), address.getPort());
        line.setSoTimeout(5_000);
    }

    @AfterEach
    void disconnect() throws Exception {
        line.close();
        printer.close();
    }

    @Test
    void statusIsAnsweredTruthfully() throws Exception {
        assertEquals(List.of(0x12, 0x12, 0x12, 0x12), List.of(ask(1), ask(2), ask(3), ask(4)));
        printer.cause(VirtualFault.NEAR_END);
        assertEquals(List.of(0x12, 0x12, 0x12, 0x1E), List.of(ask(1), ask(2), ask(3), ask(4)));
        printer.cause(VirtualFault.OUT_OF_PAPER);
        assertEquals(List.of(0x1A, 0x32, 0x12, 0x7E), List.of(ask(1), ask(2), ask(3), ask(4)));
        printer.loadPaper(VirtualPrinter.FULL_ROLL_MM);
        printer.cause(VirtualFault.COVER_OPEN);
        assertEquals(List.of(0x1A, 0x16, 0x12, 0x12), List.of(ask(1), ask(2), ask(3), ask(4)));
        printer.repair(VirtualFault.COVER_OPEN);
        printer.cause(VirtualFault.CUTTER_JAM);
        assertEquals(0x12, ask(1));
        send("A\n" + CUT);
        assertEquals(List.of(0x1A, 0x52, 0x1A, 0x12), List.of(ask(1), ask(2), ask(3), ask(4)));
        printer.repair(VirtualFault.CUTTER_JAM);
        assertEquals(0x12, ask(1));
        assertEquals(1, printer.slips().size());
    }

    @Test
    void aRealTimeQuestionIsAnsweredInsideAPictureAndStaysPartOfIt() throws Exception {
        send("\u001dv0\u0000\u0001\u0000\u0008\u0000" + "\u00ff\u00ff");
        assertEquals(0x12, ask(1));
        send("\u00ff\u00ff\u00ff" + "B\n" + CUT);
        PrintedSlip slip = slip(1);

        assertEquals(List.of("B"), slip.lines());
        var image = ImageIO.read(new ByteArrayInputStream(slip.png()));
        int left = (PaperWidth.MM_58.paperDots - PaperWidth.MM_58.printableDots) / 2;
        assertEquals(0xFF000000, image.getRGB(left, 40));
        assertEquals(0xFFFFFFFF, image.getRGB(left, 42), "the third row is the first byte of the question: 0x10");
        assertEquals(0xFF000000, image.getRGB(left + 3, 42));
        assertEquals(0xFF000000, image.getRGB(left, 47));
    }

    @Test
    void orderedStatusWaitsForThePaper() throws Exception {
        printer.cause(VirtualFault.COVER_OPEN);
        send("A\n" + CUT + "\u001dr\u0001");
        assertEquals(0x1A, ask(1));
        assertEquals(0, printer.cuts());
        printer.repair(VirtualFault.COVER_OPEN);
        assertEquals(0x00, line.getInputStream().read());
        assertEquals(1, printer.cuts());
    }

    @Test
    void linesWrapAtTheEdgeAndUnknownCommandsAreCounted() throws Exception {
        send("x".repeat(40) + "\n\u001bz\u0001" + CUT);
        assertEquals(List.of("x".repeat(32), "x".repeat(8)), slip(1).lines());
        assertEquals(1, printer.unknownCommands());
    }

    @Test
    void paperIsUsedUpByTheMillimetre() throws Exception {
        int before = printer.paperLeftMm();
        send("\u001bJP\u001bJP\u001bJP");
        assertEquals(0x12, ask(1));
        assertEquals(30, before - printer.paperLeftMm());
        assertThrows(IllegalArgumentException.class, () -> printer.loadPaper(0));
    }

    @Test
    void theTrayKeepsTheLastFiftyAndTellsEach() throws Exception {
        List<Long> told = new CopyOnWriteArrayList<>();
        printer.onSlip(slip -> told.add(slip.number()));
        for (int i = 1; i <= 60; i++) {
            send("slip " + i + "\n" + CUT);
        }
        await().until(() -> told.size() == 60);
        assertEquals(VirtualPrinter.SLIPS_KEPT, printer.slips().size());
        assertEquals(11, printer.slips().getFirst().number());
        assertTrue(printer.slip(10).isEmpty());
        assertEquals(List.of("slip 60"), printer.slip(60).orElseThrow().lines());
    }

    @Test
    void paperWithoutACutEndsAfterAMetreAndAHalf() throws Exception {
        for (int i = 0; i < 400; i++) {
            send("line " + i + "\n");
        }
        assertEquals(0x12, ask(1));
        assertEquals(1, printer.slips().size());
        assertTrue(printer.slips().getFirst().lengthMm() <= 1_520);
    }

    @Test
    void aPortInUseIsToldByItsNumber() {
        int port = URI.create(printer.address()).getPort();
        try (VirtualPrinter second = new VirtualPrinter(PaperWidth.MM_58, port)) {
            String message = assertThrows(IOException.class, second::start).toString();
            assertTrue(message.contains("port " + port), message);
        }
    }

    private PrintedSlip slip(long number) {
        await().until(() -> printer.slip(number).isPresent());
        return printer.slip(number).orElseThrow();
    }

    private int ask(int n) throws IOException {
        send("\u0010\u0004" + (char) n);
        return line.getInputStream().read();
    }

    private void send(String bytes) throws IOException {
        line.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }
}
