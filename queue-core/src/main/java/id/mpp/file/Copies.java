package id.mpp.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of what files held when they were last right, readable by us alone.
 *
 * @param keeps false for a program that only looks, such as the doctor: it leaves the folder as it is
 */
public record Copies(Path folder, boolean keeps) {
    private static final String NAME = "last-good";

    /** The copies of a data folder's program. */
    public static Copies in(Path dataFolder) {
        return new Copies(dataFolder.resolve(NAME), true);
    }

    /** The same copies, for somebody who only looks. */
    public static Copies lookedAt(Path dataFolder) {
        return new Copies(dataFolder.resolve(NAME), false);
    }

    /** Where the copy of this name is. */
    public Path of(String name) {
        return folder.resolve(name);
    }

    /** A folder of copies within. */
    public Copies inner(String name) {
        return new Copies(folder.resolve(name), keeps);
    }

    /** Keeps bytes; on return they are on disk. */
    public void keep(String name, byte[] bytes) throws IOException {
        if (!keeps) {
            return;
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        PrivateFile.replace(of(name), bytes);
    }
}
