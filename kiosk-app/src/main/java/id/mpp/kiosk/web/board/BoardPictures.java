package id.mpp.kiosk.web.board;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a folder, each known by its content. A change is noticed by content: at once where size or time of a
 * file differ, within a minute where they do not, because a dozen pictures of 2 MB are too much to be read every few
 * seconds and a copy that keeps both is rare. What is new is taken where two looks see the same, because a file may
 * just be written; until then the picture before it is named. Blocks for the disk, and for something new a quarter of a
 * second longer. Not thread-safe.
 */
final class BoardPictures {
    static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    /** Between the two looks at something new. */
    private static final Duration SETTLED = Duration.ofMillis(250);
    /** Of a digest, in a picture's name. */
    private static final int NAME_BYTES = 8;
    /** What comes near the end of a PNG; a JPEG's last marker. */
    private static final Map<String, byte[]> ENDS =
            Map.of("image/png", new byte[] {'I', 'E', 'N', 'D'}, "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd9});

    /** What a file looks like from outside. */
    private record Outside(long size, Object time, @Nullable Object key) {}

    /** @param refused why it is no picture; null where it is one */
    private record Seen(
            Outside outside,
            String id,
            long readAt,
            @Nullable String refused) {}

    private static final Logger LOG = LoggerFactory.getLogger(BoardPictures.class);

    private final LongSupplier nanos;
    private final Object settling = new Object();
    private Map<Path, Seen> seen = new HashMap<>();

    BoardPictures(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Looks at these files.
     *
     * @param files with their types
     * @param refuse hears of each that is not shown, and why
     */
    List<Picture> look(Map<Path, String> files, BiConsumer<Path, String> refuse) {
        Map<Path, Seen> now = new HashMap<>();
        Map<Path, String> changed = new LinkedHashMap<>();
        files.keySet().forEach(file -> first(file, now, changed, refuse));
        if (!changed.isEmpty()) {
            pause();
            changed.forEach((file, id) -> second(file, id, files.getOrDefault(file, ""), now));
        }
        seen = now;
        List<Picture> pictures = new ArrayList<>();
        files.forEach((file, type) -> {
            Seen one = now.get(file);
            if (one != null && one.refused() != null) {
                refuse.accept(file, one.refused());
            } else if (one != null) {
                pictures.add(new Picture(one.id(), type, file));
            }
        });
        return pictures;
    }

    /** The content of a picture; empty where the file holds another one by now, or half of it. */
    static Optional<byte[]> content(Picture picture) throws IOException {
        byte[] content = Files.readAllBytes(picture.file());
        return id(content).equals(picture.id()) ? Optional.of(content) : Optional.empty();
    }

    private void first(Path file, Map<Path, Seen> now, Map<Path, String> changed, BiConsumer<Path, String> refuse) {
        Seen before = seen.get(file);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile() || attributes.size() > Picture.MAX_BYTES) {
                refuse.accept(file, "has " + attributes.size() + " bytes, or is no file");
                return;
            }
            Outside outside = new Outside(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
            if (before != null
                    && before.outside().equals(outside)
                    && nanos.getAsLong() - before.readAt() < LOOK_EVERY.toNanos()) {
                now.put(file, before);
                return;
            }
            String id = id(Files.readAllBytes(file));
            if (before != null && before.id().equals(id)) {
                now.put(file, new Seen(outside, id, nanos.getAsLong(), before.refused()));
            } else {
                changed.put(file, id);
            }
        } catch (IOException e) {
            refuse.accept(file, "cannot be read (" + e + ")");
        }
    }

    /** Where the content is another one again, what was there before stays named, and the next look begins anew. */
    private void second(Path file, String id, String type, Map<Path, Seen> now) {
        Seen before = seen.get(file);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            byte[] content = Files.readAllBytes(file);
            if (id(content).equals(id)) {
                Outside outside = new Outside(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
                now.put(file, new Seen(outside, id, nanos.getAsLong(), refused(content, type)));
                return;
            }
        } catch (IOException e) {
            LOG.debug("the picture " + file + " is being replaced", e);
        }
        if (before != null) {
            now.put(file, before);
        }
    }

    private void pause() {
        long until = System.nanoTime() + SETTLED.toNanos();
        try {
            synchronized (settling) {
                for (long left = SETTLED.toNanos(); left > 0; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(settling, left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String refused(byte[] content, String type) throws IOException {
        if (!isPicture(content, type)) {
            return "is no such picture";
        }
        return holds(content, ENDS.getOrDefault(type, new byte[0])) ? null : "ends before the picture does";
    }

    /** Reads its head alone. */
    private static boolean isPicture(byte[] content, String type) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = ImageIO.getImageReadersByMIMEType(type).next();
            try {
                reader.setInput(in, true, true);
                return reader.getOriginatingProvider().canDecodeInput(in)
                        && reader.getWidth(0) <= Picture.MAX_SIDE
                        && reader.getHeight(0) <= Picture.MAX_SIDE;
            } catch (IOException | IllegalArgumentException e) {
                return false;
            } finally {
                reader.dispose();
            }
        }
    }

    private static boolean holds(byte[] content, byte[] end) {
        for (int at = content.length - end.length; at >= 0; at--) {
            int same = 0;
            while (same < end.length && content[at + same] == end[same]) {
                same++;
            }
            if (same == end.length) {
                return true;
            }
        }
        return false;
    }

    private static String id(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
