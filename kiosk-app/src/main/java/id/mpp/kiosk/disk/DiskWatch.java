package id.mpp.kiosk.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a disk that can only be read, or is gone, before somebody presses: a file of its own is opened for writing
 * and closed again, which writes nothing once it is there and so wears no card. What it finds is a doubt; whoever holds
 * the journal proves it. A full disk is not looked for: presses may fit into what the journal's log holds already. One
 * thread.
 */
public final class DiskWatch {
    /** Between two looks. */
    public static final Duration EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Path file;
    private final Runnable doubt;
    private boolean doubted;

    /**
     * @param folder the data folder
     * @param doubt is run once each time the disk begins to refuse
     */
    public DiskWatch(Path folder, Runnable doubt) {
        this.file = folder.resolve("disk-watch");
        this.doubt = doubt;
    }

    /** Blocks where the disk hangs. */
    public void look() {
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            doubted = !opened.isOpen();
        } catch (IOException e) {
            if (!doubted) {
                LOG.warn("nothing can be written to the disk of the journal (" + e + ")");
                doubt.run();
            }
            doubted = true;
        }
    }
}
