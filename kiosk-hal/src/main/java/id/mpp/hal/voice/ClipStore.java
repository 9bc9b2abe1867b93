package id.mpp.hal.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Word clips by language and word: in memory, then the hall's own recordings ({@code recordings/id/nomor-antrean.wav}), then those made
 * earlier ({@code clips/id/…}). Made clips are written to a temporary file first, so a power cut leaves none half.
 */
final class ClipStore {

    private static final Logger LOG = LoggerFactory.getLogger(ClipStore.class);

    /** About 10 MB; the fixed words are under 80. */
    private static final int IN_MEMORY_AT_MOST = 256;

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A clip is a word or two. */
    private static final long FILE_AT_MOST = 1_000_000;

    private final Path clips;
    private final Optional<Path> recordings;
    private final Map<String, Pcm> memory = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pcm> eldest) {
            return size() > IN_MEMORY_AT_MOST;
        }
    };

    ClipStore(Path clips, Optional<Path> recordings) {
        this.clips = clips;
        this.recordings = recordings;
    }

    /** A file that cannot be used counts as missing, and is told in the log once for each start. */
    synchronized Optional<Pcm> find(String language, String word) {
        String name = name(language, word);
        Pcm known = memory.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Pcm> found =
                recordings.flatMap(folder -> read(folder.resolve(name))).or(() -> read(clips.resolve(name)));
        found.ifPresent(clip -> memory.put(name, clip));
        return found;
    }

    /** Keeps a clip; one that cannot be written stays in memory. */
    synchronized void keep(String language, String word, Pcm clip) {
        String name = name(language, word);
        memory.put(name, clip);
        Path file = clips.resolve(name);
        try {
            Files.createDirectories(clips.resolve(language));
            Path half = Files.createTempFile(clips.resolve(language), "new", ".tmp");
            Files.write(half, clip.toWav());
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("cannot keep the voice clip {}; it will be made again after a restart", file, e);
        }
    }

    private static Optional<Pcm> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > FILE_AT_MOST) {
                throw new IOException("over " + FILE_AT_MOST + " bytes is no clip of a word");
            }
            return Optional.of(Pcm.ofWav(Files.readAllBytes(file)));
        } catch (IOException e) {
            LOG.warn("the voice clip {} is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static String name(String language, String word) {
        return language + "/" + NOT_IN_NAMES.matcher(word).replaceAll("-") + ".wav";
    }
}
