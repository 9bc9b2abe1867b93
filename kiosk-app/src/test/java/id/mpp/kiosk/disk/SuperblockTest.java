package id.mpp.kiosk.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuperblockTest {
    private static final List<String> MOUNTS = List.of(
            "21 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 ro,errors=remount-ro",
            "40 21 8:1 / /var/lib/private/mpp-kiosk ro,nosuid master:7 - ext4 /dev/sda1 ro",
            "41 21 8:1 / /var/lib/private/mpp-kiosk ro,nosuid - ext4 /dev/sda1 rw",
            "42 21 0:30 / /mnt/a\\040disk rw - tmpfs tmpfs rw,size=24m",
            "43 21 0:31 / /mnt/broken rw");

    @ParameterizedTest
    @CsvSource({
        "/var/lib/private/mpp-kiosk, true",
        "/var/lib/private/mpp-kiosk/last-good, true",
        "/var/lib/private/mpp-kiosk-2, false",
        "/home, false",
        "/mnt/a disk/data, true",
        "/mnt/broken, false"
    })
    void theNearestAndLatestMountTells(Path folder, boolean writable) {
        assertEquals(writable, Superblock.isWritable(folder, MOUNTS));
    }

    @Test
    void thisMachineTellsOfItsOwnDisk(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("file"), "it can be written");
        assertEquals(true, Superblock.isWritable(folder));
        assertEquals(false, Superblock.isWritable(folder.resolve("nothing is here")));
    }
}
