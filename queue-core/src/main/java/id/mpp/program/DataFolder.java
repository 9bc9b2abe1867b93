package id.mpp.program;

import id.mpp.file.DiskTrouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder with everything this program keeps; one program at a time. The lock ends with the process, however it
 * ends.
 */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    /**
     * Takes the folder.
     *
     * @param program its name in the lock file and in messages
     * @throws ConfigurationException where it cannot be made, or another program has it
     */
    public DataFolder(Path folder, String program) throws ConfigurationException {
        this.folder = folder;
        FileChannel opened = null;
        try {
            Files.createDirectories(folder);
            opened = FileChannel.open(
                    folder.resolve(program + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(opened) == null) {
                opened.close();
                throw new ConfigurationException("the data folder " + folder.toAbsolutePath() + " is in use by another "
                        + program + "; stop it, or choose another folder (data.folder)");
            }
        } catch (IOException e) {
            throw unusable(
                    folder,
                    "the data folder " + folder.toAbsolutePath() + " cannot be used (" + e
                            + "); make it writable, or choose another one (data.folder)",
                    e);
        }
        channel = opened;
    }

    /**
     * What to say where something could not be written to a folder: that its disk is full or can only be read, which
     * may pass, else what is said {@code otherwise}.
     */
    public static ConfigurationException unusable(Path folder, String otherwise, Exception cause) {
        Optional<DiskTrouble> trouble = DiskTrouble.of(folder, cause);
        return trouble.isPresent()
                ? ConfigurationException.passing(trouble.get().sentence(folder), cause)
                : new ConfigurationException(otherwise, cause);
    }

    /** A file of the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release " + folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
