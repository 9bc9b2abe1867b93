package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrintResult.Failed;
import id.mpp.hal.printer.PrintResult.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://192.168.1.50:9100",
                "tcp://printer.hall",
                "tcp://[::1]:9100",
                "serial:///dev/ttyUSB0",
                "serial:///dev/ttyUSB0?baud=115200&flow=rtscts",
                "file:///dev/usb/lp0"
            })
    void theThreeKindsOfAddressAreUnderstood(String text) {
        assertEquals(text, PrinterAddress.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lp0                           | has to begin with
        usb://lp0                     | has to begin with
        tcp://                        | is not an address
        tcp:9100                      | names no host
        tcp://host:70000              | has a port outside
        serial://ttyUSB0              | needs three slashes
        serial:///dev/ttyS0?baud=1234 | which is none of 2400 to 115200
        serial:///dev/ttyS0?flow=xon  | known: none, rtscts
        serial:///dev/ttyS0?speed=1   | unknown option
        serial:///dev/ttyS0?baud      | unreadable option
        file://dev/usb/lp0            | needs three slashes
        file:///                      | needs three slashes
        file:///a b                   | is not an address
        """)
    void aWrongAddressIsRefusedWithItsFaultAndExamples(String text, String fault) {
        String message = assertThrows(IllegalArgumentException.class, () -> PrinterAddress.parse(text))
                .toString();

        assertTrue(message.contains(fault), message);
        assertTrue(message.contains("\"" + text + "\""), message);
        assertTrue(message.contains("examples: tcp://192.168.1.50:9100"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        file:///dev/usb/lp-missing      | ticket-printer.no-device     | is the printer plugged in and switched on?
        serial:///dev/ttyUSB-missing    | ticket-printer.no-device     | is the adapter plugged in?
        tcp://127.0.0.1:1               | ticket-printer.unreachable   | is it switched on, and is its network cable in?
        file:///dev                     | ticket-printer.not-a-printer | is a folder, not a printer device
        serial:///dev/null              | ticket-printer.no-device     | does another program use it
        file:///proc/sys/kernel/ostype  | ticket-printer.no-permission | add the user of this program to the group
        """)
    void aDeviceThatCannotBeOpenedFailsBeforeAnyByteAndSaysWhatToDo(String address, String key, String advice)
            throws Exception {
        try (TicketPrinter printer =
                PrinterAddress.parse(address).printer("printer", PrinterProfile.EPSON_80, QuickTiming.get())) {
            printer.start();

            Failed failed = assertInstanceOf(
                    Failed.class, printer.print(SampleSlips.small("A-001")).get(90, TimeUnit.SECONDS));

            assertEquals(Reason.NOT_CONNECTED, failed.reason());
            assertFalse(failed.bytesMayBeOnPaper());
            assertTrue(failed.detail().contains(advice), failed::detail);
            assertEquals(Power.OFF, printer.status().power());
            assertEquals(key, printer.status().sentenceKey());
        }
    }

    @Test
    void aMissingDeviceFileIsNeverCreated(@TempDir Path folder) {
        Path path = folder.resolve("lp0");

        assertThrows(IOException.class, new DeviceFileIo(path, Duration.ofMillis(1))::open);
        assertThrows(IOException.class, new DeviceFileIo(folder, Duration.ofMillis(1))::open);
        assertFalse(Files.exists(path));
    }

    @Test
    void anUnknownProfileNamesTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> PrinterProfile.named("star-80"))
                .toString();
        assertTrue(message.contains("epson-80") && message.contains("generic-58"), message);
    }
}
