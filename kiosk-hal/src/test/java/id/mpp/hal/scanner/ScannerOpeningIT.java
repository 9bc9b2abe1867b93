package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scanner that cannot be opened gives a sentence for people, and for a technician the cause with what to do. */
class ScannerOpeningIT {

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
        assertSaid(address, sentence, advice);
    }

    /**
     * Root may open anything, so the refusal is made by a mount on which no device may be opened. Anybody else meets
     * the mode of the file itself.
     */
    @ParameterizedTest
    @CsvSource({"evdev, 13, 64", "serial, 4, 64"})
    void aDeviceThatMayNotBeOpenedNamesTheGroup(String kind, String major, String minor, @TempDir Path folder)
            throws Exception {
        Path device = folder.resolve("scanner");
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            run("mount", "-t", "tmpfs", "-o", "nodev,size=64k", "mpp-test", folder.toString());
        }
        try {
            if (root) {
                run("mknod", device.toString(), "c", major, minor);
            } else {
                Files.createFile(device, PosixFilePermissions.asFileAttribute(Set.of()));
            }
            assertSaid(kind + "://" + device, "scanner.no-permission", "add the user of this program to the group");
        } finally {
            if (root) {
                run("umount", folder.toString());
            }
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), String.join(" ", command));
    }

    private static void assertSaid(String address, String sentence, String advice) {
        try (CodeScanner scanner = ScannerAddress.parse(address).scanner("scanner-1", QuickDevices.timing())) {
            scanner.start();
            await().until(() -> scanner.status().power() == Power.OFF);
            assertEquals(sentence, scanner.status().sentenceKey());
            assertTrue(scanner.status().detail().contains(advice), scanner.status()::detail);
            assertFalse(scanner.status().isWorking());
        }
    }
}
