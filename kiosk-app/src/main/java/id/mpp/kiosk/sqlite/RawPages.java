package id.mpp.kiosk.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a database and of its log, read without SQLite, which gives up at the first thing that is wrong
 * (<a href="https://www.sqlite.org/fileformat2.html">the file format</a>). Reads only. One thread.
 */
final class RawPages implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 16;
    private static final int LOG_HEADER = 32;
    private static final int LEAST_PAGE = 512;
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGE_COUNT_AT = 28;
    private static final int LOG_PAGE_SIZE_AT = 8;

    private final FileChannel file;
    private final @Nullable FileChannel log;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
    private long chunkAt = -1;
    private final int pageBytes;
    private final Map<Integer, Long> inLog;
    private final long bytes;

    private RawPages(FileChannel file, @Nullable FileChannel log, int pageBytes, Map<Integer, Long> frames)
            throws IOException {
        this.file = file;
        this.log = log;
        this.pageBytes = pageBytes;
        this.bytes = file.size();
        this.inLog = frames;
    }

    /** @param pageBytes where neither the file nor its log says how large its pages are */
    static RawPages open(Path path, int pageBytes) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        Path logPath = Path.of(path + "-wal");
        FileChannel log = Files.exists(logPath) ? FileChannel.open(logPath, StandardOpenOption.READ) : null;
        return new RawPages(
                file, log, pageBytes, RawLog.read(logPath, pageBytes).pages());
    }

    /** What the file, or else its log, says of the size of its pages; 0 where neither can be believed. */
    static int saidPageBytes(Path path) throws IOException {
        byte[] header = head(path, PAGE_COUNT_AT);
        if (Arrays.equals(Arrays.copyOf(header, MAGIC.length), MAGIC)) {
            int said = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(PAGE_SIZE_AT));
            if (possible(said == 1 ? CHUNK : said)) {
                return said == 1 ? CHUNK : said;
            }
        }
        Path logPath = Path.of(path + "-wal");
        if (Files.exists(logPath)) {
            int said = ByteBuffer.wrap(head(logPath, LOG_HEADER)).getInt(LOG_PAGE_SIZE_AT);
            return possible(said) ? said : 0;
        }
        return 0;
    }

    /** Whether SQLite would open the file without commits that are in its log. */
    static boolean logForgets(Path path) throws IOException {
        Path log = Path.of(path + "-wal");
        if (!Files.exists(log)) {
            return false;
        }
        int said = ByteBuffer.wrap(head(log, LOG_HEADER)).getInt(LOG_PAGE_SIZE_AT);
        return possible(said) && RawLog.read(log, said).forgets();
    }

    /** How many pages the file says it has; 0 where it cannot be believed. */
    static long saidPages(Path path) throws IOException {
        byte[] header = head(path, PAGE_COUNT_AT + Integer.BYTES);
        return Arrays.equals(Arrays.copyOf(header, MAGIC.length), MAGIC)
                ? Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(PAGE_COUNT_AT))
                : 0;
    }

    private static boolean possible(int size) {
        return size >= LEAST_PAGE && size <= CHUNK && Integer.bitCount(size) == 1;
    }

    private static byte[] head(Path path, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(length);
            fill(channel, head, 0);
            return head.array();
        }
    }

    static void fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long position = at;
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = channel.read(into, position);
            position += Math.max(0, read);
        }
    }

    int pageBytes() {
        return pageBytes;
    }

    /** Pages are numbered from 1 to this. */
    int count() {
        int most = inLog.keySet().stream().mapToInt(page -> page).max().orElse(0);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(most, bytes / pageBytes));
    }

    /** How many whole pages the file itself has. */
    long inFile() {
        return bytes / pageBytes;
    }

    /** Null where there is no such page. */
    byte @Nullable [] page(int number) throws IOException {
        byte[] page = new byte[pageBytes];
        Long at = inLog.get(number);
        FileChannel logged = log;
        if (at != null && logged != null) {
            fill(logged, ByteBuffer.wrap(page), at);
            return page;
        }
        long begin = (number - 1L) * pageBytes;
        if (number < 1 || begin + pageBytes > bytes) {
            return null;
        }
        long wanted = begin / CHUNK * CHUNK;
        if (wanted != chunkAt) {
            fill(file, chunk.clear(), wanted);
            chunkAt = wanted;
        }
        chunk.get((int) (begin - wanted), page);
        return page;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (log != null) {
            log.close();
        }
    }
}
