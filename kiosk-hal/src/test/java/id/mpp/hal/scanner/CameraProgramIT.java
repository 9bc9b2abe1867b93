package id.mpp.hal.scanner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Power;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a camera's program may do to its driver. */
class CameraProgramIT {
    private static final DeviceTiming TIMING =
            new DeviceTiming(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(20));

    @TempDir
    private Path folder;

    @Test
    void aProgramThatIsNotThereIsToldByName() {
        try (CodeScanner scanner = scanner("camera:no-such-program --output -")) {
            scanner.start();
            await().until(() -> scanner.status().power() == Power.OFF);
            assertTrue(
                    scanner.status().detail().contains("no-such-program"),
                    scanner.status().toString());
        }
    }

    @Test
    void aProgramThatEndsIsStartedAgain() throws Exception {
        Path starts = Files.createFile(folder.resolve("starts"));
        try (CodeScanner scanner = scanner("camera:sh -c \"echo x >> " + starts + "; exit 3\"")) {
            scanner.start();
            await().until(() -> Files.size(starts) >= 6);
            await().until(() -> scanner.status().detail().contains("status 3"));
        }
    }

    @Test
    void itsProcessEndsWithTheScanner() throws Exception {
        Path pid = folder.resolve("pid");
        try (CodeScanner scanner = scanner("camera:sh -c \"echo $$ > " + pid + "; exec cat /dev/zero\"")) {
            scanner.start();
            await().until(() -> scanner.status().isWorking());
        }
        long process = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
        assertEquals(
                0,
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.pid() == process)
                        .count());
    }

    private static CodeScanner scanner(String address) {
        return ScannerAddress.parse(address).scanner("camera-1", TIMING);
    }
}
