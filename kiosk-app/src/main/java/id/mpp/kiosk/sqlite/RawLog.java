package id.mpp.kiosk.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The frames of a database's log, read without SQLite, which takes the first frame that is wrong for the end and
 * forgets what comes after (<a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">the format</a>).
 * Reads only.
 */
final class RawLog {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int SUMMED_OF_HEADER = 24;
    private static final int SUMMED_OF_FRAME = 8;
    private static final int SALT_AT = 16;
    private static final int SALT_OF_FRAME_AT = 8;
    private static final int SUM_OF_FRAME_AT = 16;
    private static final int BIG_ENDIAN_MAGIC = 0x377f0683;

    /** Where the latest image of each page is; one whose sum fits goes before one whose does not. */
    private final Map<Integer, Long> pages = new HashMap<>();

    private final Map<Integer, Long> doubtful = new HashMap<>();
    private boolean forgets;

    private RawLog() {}

    /** Of the log's present run, told from earlier ones by its salt; empty where there is no log. */
    static RawLog read(Path log, int pageBytes) throws IOException {
        RawLog read = new RawLog();
        if (Files.exists(log)) {
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
                read.frames(channel, pageBytes);
            }
        }
        return read;
    }

    private void frames(FileChannel channel, int pageBytes) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        RawPages.fill(channel, header, 0);
        ByteOrder order = header.getInt(0) == BIG_ENDIAN_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long salt = header.getLong(SALT_AT);
        long running = sum(0, header, 0, SUMMED_OF_HEADER, order);
        boolean whole = running == header.getLong(SUMMED_OF_HEADER);
        long before = running;
        boolean committedBehind = false;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + pageBytes);
        for (long at = HEADER; at + frame.capacity() <= channel.size(); at += frame.capacity()) {
            RawPages.fill(channel, frame.clear(), at);
            int page = frame.getInt(0);
            if (page <= 0 || frame.getLong(SALT_OF_FRAME_AT) != salt) {
                whole = false;
                before = frame.getLong(SUM_OF_FRAME_AT);
                continue;
            }
            long stored = frame.getLong(SUM_OF_FRAME_AT);
            long sum = sum(before, frame, 0, SUMMED_OF_FRAME, order);
            boolean fits = sum(sum, frame, FRAME_HEADER, pageBytes, order) == stored;
            (fits ? pages : doubtful).put(page, at + FRAME_HEADER);
            whole &= fits;
            if (!whole && fits) {
                // What comes after a commit was only written once that was on disk.
                forgets |= committedBehind;
                committedBehind |= frame.getInt(Integer.BYTES) != 0;
            }
            before = stored;
        }
        doubtful.forEach(pages::putIfAbsent);
    }

    /** SQLite's sum of pairs of words, both halves in one number. */
    private static long sum(long seed, ByteBuffer bytes, int from, int length, ByteOrder order) {
        ByteBuffer words = bytes.duplicate().order(order);
        int first = (int) (seed >>> Integer.SIZE);
        int second = (int) seed;
        for (int at = from; at < from + length; at += 2 * Integer.BYTES) {
            first += words.getInt(at) + second;
            second += words.getInt(at + Integer.BYTES) + first;
        }
        return (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
    }

    /** Where the image of a page begins, by page. */
    Map<Integer, Long> pages() {
        return pages;
    }

    /**
     * Whether there are commits behind a frame that is wrong: SQLite would open the database without them, and without
     * a word.
     */
    boolean forgets() {
        return forgets;
    }
}
