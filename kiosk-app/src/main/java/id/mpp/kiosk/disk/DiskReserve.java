package id.mpp.kiosk.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that takes room nobody needs, so that there is some when the disk is full: it is given back in slices, as the
 * journal asks for them, and made again when there is room. A slice at a time, because a neighbour that filled the disk
 * would fill the rest, too. Any thread.
 */
public final class DiskReserve {
    static final long LEAST_BYTES = 8L << 20;
    /** Carries 5,000 tickets with all their calls. */
    public static final long MOST_BYTES = 64L << 20;

    private static final int SHARE = 50;
    /** Some three hundred tickets. */
    private static final int SLICE_BYTES = 4 << 20;
    /** Room there must be besides: or the reserve would be made again of what it has just given. */
    private static final long BESIDES_BYTES = 8L << 20;
    /** Written and synced at once, so that no ticket waits behind all of it. */
    private static final int PIECE_BYTES = 1 << 20;
    /**
     * Of a ticket with its paper, its call and its end, with their answers, in the journal and its log; measured by
     * {@code ./prove P9}.
     */
    private static final int BYTES_OF_A_TICKET = 12_500;

    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

    private final Path file;
    private boolean given;
    private boolean told;

    /** @param folder the data folder */
    public DiskReserve(Path folder) {
        this.file = folder.resolve("reserve");
    }

    /** What a disk of this size keeps: 2 %, at least 8 MiB and at most 64. */
    static long share(long diskBytes) {
        return Math.clamp(diskBytes / SHARE, LEAST_BYTES, MOST_BYTES);
    }

    /** What there is. */
    public long bytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What there should be; 0 where the disk does not tell its size. */
    public long wanted() {
        try {
            return share(Files.getFileStore(file.toAbsolutePath().getParent()).getTotalSpace());
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many tickets with all their calls the reserve carries as it is. */
    public long tickets() {
        return bytes() / BYTES_OF_A_TICKET;
    }

    /** Whether the disk was full and the reserve is not whole again. */
    public synchronized boolean given() {
        return given;
    }

    /** The disk is full: gives a slice back. Whether there was one. */
    public synchronized boolean give() {
        long left = bytes();
        if (left == 0) {
            return false;
        }
        given = true;
        try {
            if (left <= SLICE_BYTES) {
                Files.delete(file);
            } else {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(left - SLICE_BYTES);
                }
            }
            LOG.warn("the disk is full; the reserve carries about " + tickets() + " more tickets. Make room");
            return true;
        } catch (IOException e) {
            LOG.warn("the reserve " + file + " cannot be given back (" + e + ")");
            return false;
        }
    }

    /**
     * Makes the reserve, or what is missing of it, where there is room for it; blocks for the disk, for seconds the
     * first time.
     */
    public synchronized void keep() {
        try {
            long missing = wanted() - bytes();
            if (missing > 0 && usable() >= missing + BESIDES_BYTES) {
                fill(missing);
                LOG.info("the reserve for a full disk is whole: " + (bytes() >> 20) + " MiB");
            }
            if (bytes() >= wanted()) {
                given = false;
            }
            told = false;
        } catch (IOException e) {
            if (!told) {
                LOG.warn("the reserve " + file + " cannot be made (" + e + "); it is tried again");
            }
            told = true;
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    }

    /** With bytes that no file system makes smaller: a hole would be no reserve. */
    private void fill(long missing) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        Random random = new Random();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (long left = missing; left > 0; left -= PIECE_BYTES) {
                random.nextBytes(piece);
                ByteBuffer bytes = ByteBuffer.wrap(piece, 0, (int) Math.min(left, PIECE_BYTES));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    }
}
