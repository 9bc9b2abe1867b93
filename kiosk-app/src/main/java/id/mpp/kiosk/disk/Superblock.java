package id.mpp.kiosk.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What the kernel says of a disk itself, whatever a program sees of it. A unit that is started while its disk can only
 * be read keeps seeing it so (systemd takes the state of that moment over into the unit's own mount), and only the
 * disk's superblock tells that it can be written again.
 *
 * <p>A line of {@code /proc/self/mountinfo}, see proc_pid_mountinfo(5), is {@code 36 35 98:0 / /var/lib ro,noatime
 * master:1 - ext4 /dev/mmcblk0p2 rw}: the fifth word is the mount point, and after the dash stand the type, the source
 * and the options of the superblock.
 */
final class Superblock {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;
    private static final String DASH = " - ";
    private static final int OPTIONS = 2;

    private Superblock() {}

    /** Whether the superblock under this folder says that the disk can be written; false where nothing says it. */
    static boolean isWritable(Path folder) {
        try {
            return isWritable(folder.toRealPath(), Files.readAllLines(MOUNTS));
        } catch (IOException e) {
            return false;
        }
    }

    /** @param mounts the lines of mountinfo; of two with one mount point the later one lies over the earlier */
    static boolean isWritable(Path folder, List<String> mounts) {
        return mounts.stream()
                .filter(line -> line.contains(DASH) && folder.startsWith(mountPoint(line)))
                .max(Comparator.<String>comparingInt(line -> mountPoint(line).getNameCount())
                        .thenComparingInt(mounts::indexOf))
                .map(Superblock::options)
                .filter(options -> List.of(options.split(",", -1)).contains("rw"))
                .isPresent();
    }

    /** A space in a path is written as {@code \040}. */
    private static Path mountPoint(String line) {
        return Path.of(line.split(" ", -1)[MOUNT_POINT].replace("\\040", " "));
    }

    private static String options(String line) {
        String[] words = line.substring(line.indexOf(DASH) + DASH.length()).split(" ", -1);
        return words.length > OPTIONS ? words[OPTIONS] : "";
    }
}
