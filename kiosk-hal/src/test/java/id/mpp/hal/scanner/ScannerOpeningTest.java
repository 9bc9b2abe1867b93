package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scanner that cannot be opened: a sentence for people, and the cause with what to do for a technician. */
class ScannerOpeningTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        evdev:///dev/input/mpp-missing   | scanner.off          | is it plugged into its port and switched on
        serial:///dev/ttyUSB-missing     | scanner.off          | is it plugged into its port and switched on
        evdev:///dev/input-or-any/folder | scanner.off          | is it plugged into its port and switched on
        evdev:///etc/hostname            | scanner.wrong-device | is not a device but an ordinary file or folder
        serial:///etc                    | scanner.wrong-device | is not a device but an ordinary file or folder
        camera:no-such-camera-program    | scanner.off          | is it installed?
        """)
    void whatIsWrongIsSaid(String address, String sentence, String advice) {
        try (CodeScanner scanner = ScannerAddress.parse(address).scanner("scanner-1", QuickDevices.timing())) {
            scanner.start();
            await().until(() -> scanner.status().power() == Power.OFF);
            assertEquals(sentence, scanner.status().sentenceKey());
            assertTrue(scanner.status().detail().contains(advice), scanner.status()::detail);
            assertFalse(scanner.status().isWorking());
        }
    }
}
