package id.mpp.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that somebody else writes, read without trusting it. What it held when it was last right is kept in a folder
 * of our own and serves while the file is missing, empty, half written or wrong, so that no file of an administrator
 * stops a start or takes anything away. A change is noticed by content, and taken only where two looks {@link #SETTLED}
 * apart see the same content, because a file may just be written. Thread-safe; blocks for the disk, and for a changed
 * file that long.
 *
 * @param <T> what is made of the file
 */
public final class LastGood<T> {
    /** Between the two looks at a changed file. */
    static final Duration SETTLED = Duration.ofMillis(250);
    /** How often the content is looked at where size and time of the file stay as they are. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final int LOOKS_AT_START = 4;
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    /** Makes something of a file's bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @throws IOException where nothing can be made of them; a {@link FileFault} where the place is known */
        Content<T> read(byte[] bytes) throws IOException;
    }

    /**
     * What a file holds.
     *
     * @param faults the entries that were left out
     */
    public record Content<T>(T value, List<FileFault> faults) {
        public Content {
            faults = List.copyOf(faults);
        }
    }

    /** Which serves where some entries of a file are wrong and its last good content is known. */
    public enum Prefer {
        /** Of a list that changes all the time the entries that are right. */
        GOOD_ROWS,
        /** Of a file whose entries belong together the last good content. */
        LAST_GOOD
    }

    private final Path file;
    private final Copies copies;
    private final String name;
    private final int maxBytes;
    private final Prefer prefer;
    private final Reader<T> reader;
    private final FileTroubles troubles;
    private final Object settling = new Object();
    private @Nullable T value;
    private byte @Nullable [] seen;
    private @Nullable Object attributes;
    private long lookedAt;
    private long failures;

    /**
     * @param copies where the last good content is kept
     * @param name the copy's name there
     * @param maxBytes more is some other file
     */
    public LastGood(
            Path file,
            Copies copies,
            String name,
            int maxBytes,
            Prefer prefer,
            Reader<T> reader,
            FileTroubles troubles) {
        this.file = file;
        this.copies = copies;
        this.name = name;
        this.maxBytes = maxBytes;
        this.prefer = prefer;
        this.reader = reader;
        this.troubles = troubles;
    }

    /**
     * What the file holds now, or held when it was last right; null where it never was. Looks at the file where it is
     * due.
     */
    public synchronized @Nullable T get() {
        if (seen == null) {
            start();
        } else {
            look();
        }
        return value;
    }

    /** How often a changed file could not be taken since the start. */
    public synchronized long failures() {
        return failures;
    }

    /** Reads what was kept of a file, without looking at the file; null where nothing is kept. */
    public synchronized @Nullable T kept() {
        return readCopy();
    }

    private void start() {
        lookedAt = System.nanoTime();
        attributes = attributes();
        byte[] bytes = readFile();
        byte[] kept = bytesOfCopy();
        if (bytes != null && !Arrays.equals(bytes, kept)) {
            byte[] first = bytes;
            bytes = settled(first, LOOKS_AT_START);
        }
        seen = bytes == null ? new byte[0] : bytes;
        if (bytes != null) {
            take(bytes);
        }
        if (value == null) {
            value = readCopy();
        }
    }

    private void look() {
        Object now = attributes();
        boolean due = System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos();
        if (!due && now.equals(attributes)) {
            return;
        }
        lookedAt = System.nanoTime();
        byte[] bytes = readFile();
        if (bytes == null) {
            failures += now.equals(attributes) ? 0 : 1;
            attributes = now;
            seen = new byte[0];
            return;
        }
        if (Arrays.equals(bytes, seen)) {
            attributes = now;
            return;
        }
        byte[] settled = settled(bytes, 1);
        if (settled != null) {
            attributes = now;
            seen = settled;
            take(settled);
        }
    }

    /** The content that two looks agree on; null where the file is being written all that time. */
    private byte @Nullable [] settled(byte[] first, int looks) {
        byte[] before = first;
        for (int look = 0; look < looks; look++) {
            try {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            byte[] now = readFile();
            if (now == null || Arrays.equals(now, before)) {
                return now;
            }
            before = now;
        }
        troubles.set(file, List.of(FileFault.of("the file " + file + " is being written")), serving());
        return null;
    }

    private void pause() throws InterruptedException {
        long until = System.nanoTime() + SETTLED.toNanos();
        synchronized (settling) {
            for (long left = SETTLED.toNanos(); left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(settling, left);
            }
        }
    }

    private void take(byte[] bytes) {
        try {
            if (bytes.length == 0) {
                throw FileFault.of("the file " + file + " is empty");
            }
            Content<T> content = reader.read(bytes);
            boolean half = content.faults().stream().anyMatch(FileFault::isAtEnd);
            if (half || (prefer == Prefer.LAST_GOOD && !content.faults().isEmpty())) {
                T last = value == null ? readCopy() : value;
                if (last != null) {
                    value = last;
                    failed(content.faults());
                    return;
                }
            }
            value = content.value();
            if (!half) {
                keep(bytes);
            }
            troubles.set(file, content.faults(), FileTrouble.Serves.GOOD_ROWS);
        } catch (IOException e) {
            value = value == null ? readCopy() : value;
            failed(List.of(FileFault.of(e)));
        }
    }

    private void failed(List<FileFault> faults) {
        failures++;
        troubles.set(file, faults, serving());
    }

    private FileTrouble.Serves serving() {
        return value == null && !Files.exists(copies.of(name))
                ? FileTrouble.Serves.BUILT_IN
                : FileTrouble.Serves.LAST_GOOD;
    }

    /** Null where it cannot be read, which is told. */
    private byte @Nullable [] readFile() {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            troubles.set(file, List.of(FileFault.of("the file " + file + " is missing")), serving());
        } catch (IOException e) {
            troubles.set(
                    file, List.of(FileFault.of("the file " + file + " cannot be read (" + reason(e) + ")")), serving());
        }
        return null;
    }

    private static String reason(IOException e) {
        return e instanceof FileFault ? String.valueOf(e.getMessage()) : e.toString();
    }

    private byte[] read(Path from) throws IOException {
        if (Files.isDirectory(from)) {
            throw FileFault.of("it is a folder; expected a file");
        }
        try (InputStream in = Files.newInputStream(from)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw FileFault.of("it has over " + maxBytes + " bytes; is it the right file?");
            }
            return bytes;
        }
    }

    private Object attributes() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            return e.getClass();
        }
    }

    private byte @Nullable [] bytesOfCopy() {
        try {
            return Files.exists(copies.of(name), LinkOption.NOFOLLOW_LINKS) ? read(copies.of(name)) : null;
        } catch (IOException e) {
            LOG.warn("the last good copy " + copies.of(name) + " cannot be read: " + reason(e));
            return null;
        }
    }

    private @Nullable T readCopy() {
        byte[] bytes = bytesOfCopy();
        try {
            return bytes == null || bytes.length == 0
                    ? null
                    : reader.read(bytes).value();
        } catch (IOException e) {
            LOG.warn("the last good copy " + copies.of(name) + " cannot be used: " + reason(e));
            return null;
        }
    }

    /** A copy that cannot be kept costs what it is for, and nothing now. */
    private void keep(byte[] bytes) {
        if (Arrays.equals(bytes, bytesOfCopy())) {
            return;
        }
        try {
            copies.keep(name, bytes);
        } catch (IOException e) {
            LOG.warn("no last good copy of " + file + " can be kept in " + copies.folder() + " (" + e + ")");
        }
    }
}
