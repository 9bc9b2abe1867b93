package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Fifo;
import id.mpp.hal.printer.PrintResult.Failed;
import id.mpp.hal.printer.PrintResult.Reason;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A named pipe. Opening it blocks until somebody reads, and writing blocks when nobody does. */
class FifoPrinterTest extends TicketPrinterContract {

    @TempDir
    Path folder;

    private final List<Path> fifos = new ArrayList<>();
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    @Override
    TicketPrinter printerWithHealthyDevice() throws Exception {
        Path fifo = fifo("lp0");
        CompletableFuture<Void> _ = CompletableFuture.runAsync(
                () -> readAll(fifo), Thread.ofPlatform().daemon()::start);
        return PrinterAddress.parse("file://" + fifo).printer("printer", PrinterProfile.GENERIC_58, QuickTiming.get());
    }

    @Override
    Class<? extends PrintResult> success() {
        return PrintResult.Sent.class;
    }

    @AfterEach
    void freeWhoeverHangsInThePipe() throws IOException {
        for (Path fifo : fifos) {
            // Opening both sides waits for nobody, and releases whoever waits for the other side.
            new RandomAccessFile(fifo.toFile(), "rw").close();
        }
    }

    @Test
    void theBytesArriveAsTheyWereEncoded() throws Exception {
        Path fifo = fifo("lp1");
        CompletableFuture<Void> _ = CompletableFuture.runAsync(
                () -> readAll(fifo), Thread.ofPlatform().daemon()::start);
        try (TicketPrinter printer = PrinterAddress.parse("file://" + fifo)
                .printer("printer", PrinterProfile.GENERIC_58, QuickTiming.get())) {
            printer.start();
            assertInstanceOf(PrintResult.Sent.class, result(printer.print(SampleSlips.ticket("A-057"))));
            byte[] expected = new EscPosEncoder(PrinterProfile.GENERIC_58).encode(SampleSlips.ticket("A-057"));
            await().until(() -> endsWith(bytes(), expected));
        }
    }

    @Test
    void aPipeThatNobodyOpensHoldsUpNobody() throws Exception {
        Path fifo = fifo("lp2");
        try (TicketPrinter printer = PrinterAddress.parse("file://" + fifo)
                .printer("printer", PrinterProfile.GENERIC_58, QuickTiming.get())) {
            printer.start();
            Failed failed = assertInstanceOf(Failed.class, result(printer.print(SampleSlips.small("A-001"))));
            assertEquals(false, failed.bytesMayBeOnPaper());

            CompletableFuture<Void> _ = CompletableFuture.runAsync(
                    () -> readAll(fifo), Thread.ofPlatform().daemon()::start);
            await().until(() -> result(printer.print(SampleSlips.small("A-002"))) instanceof PrintResult.Sent);
        }
    }

    @Test
    void aReaderThatStopsIsADoubtAndThePrinterWorksAgainWhenItIsReplaced() throws Exception {
        Path fifo = fifo("lp3");
        CompletableFuture<FileInputStream> sleeping = CompletableFuture.supplyAsync(
                () -> open(fifo), Thread.ofPlatform().daemon()::start);
        try (TicketPrinter printer = PrinterAddress.parse("file://" + fifo)
                .printer("printer", PrinterProfile.GENERIC_58, QuickTiming.get())) {
            printer.start();
            FileInputStream hung = sleeping.get(90, TimeUnit.SECONDS);
            PrintResult last = new PrintResult.Sent();
            // The kernel takes 64 kB on its own: about eight tickets.
            for (int i = 0; i < 20 && last instanceof PrintResult.Sent; i++) {
                last = result(printer.print(SampleSlips.ticket("A-" + i)));
            }
            Failed failed = assertInstanceOf(Failed.class, last);
            assertEquals(Reason.STALLED, failed.reason());
            assertTrue(failed.bytesMayBeOnPaper());

            hung.close();
            CompletableFuture<Void> _ = CompletableFuture.runAsync(
                    () -> readAll(fifo), Thread.ofPlatform().daemon()::start);
            await().until(() -> result(printer.print(SampleSlips.small("A-100"))) instanceof PrintResult.Sent);
        }
    }

    private Path fifo(String name) throws IOException {
        Path fifo = Fifo.make(folder.resolve(name));
        fifos.add(fifo);
        return fifo;
    }

    private static FileInputStream open(Path fifo) {
        try {
            return new FileInputStream(fifo.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads everything. It also holds the writing side open, so that it sees no end when one writer goes and another
     * comes.
     */
    private void readAll(Path fifo) {
        try (RandomAccessFile in = new RandomAccessFile(fifo.toFile(), "rw")) {
            byte[] chunk = new byte[4096];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                synchronized (arrived) {
                    arrived.write(chunk, 0, count);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        synchronized (arrived) {
            return arrived.toByteArray();
        }
    }

    private static boolean endsWith(byte[] all, byte[] tail) {
        return all.length >= tail.length
                && java.util.Arrays.equals(all, all.length - tail.length, all.length, tail, 0, tail.length);
    }
}
