package id.mpp.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why nothing can be written to a folder, where its disk is the reason and not a permission. */
public enum DiskTrouble {
    FULL("is full", "make room"),
    READ_ONLY("can only be read", "look at the machine's log, check or replace the disk, and mount it again");

    /** With less room than this nothing can be started: the shared memory of a database alone takes 32 KiB. */
    private static final long NO_ROOM_BYTES = 256 << 10;

    private final String state;
    private final String advice;

    DiskTrouble(String state, String advice) {
        this.state = state;
        this.advice = advice;
    }

    /**
     * Asks the exception, and the file system of the folder, or of the nearest one above it that exists; empty where
     * neither tells a reason.
     *
     * @param cause what came of trying to write there: a file system that has shut itself down is not always mounted
     *     read-only
     */
    public static Optional<DiskTrouble> of(Path folder, Exception cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (String.valueOf(one.getMessage()).contains("Read-only file system")) {
                return Optional.of(READ_ONLY);
            }
        }
        return of(folder);
    }

    /** Asks the file system alone. */
    public static Optional<DiskTrouble> of(Path folder) {
        try {
            Path there = folder.toAbsolutePath();
            while (there.getParent() != null && !Files.exists(there)) {
                there = there.getParent();
            }
            FileStore store = Files.getFileStore(there);
            if (store.isReadOnly()) {
                return Optional.of(READ_ONLY);
            }
            return store.getUsableSpace() < NO_ROOM_BYTES ? Optional.of(FULL) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One sentence for whoever looks after the machine. */
    public String sentence(Path folder) {
        return "the disk of " + folder.toAbsolutePath() + " " + state + "; " + advice;
    }
}
