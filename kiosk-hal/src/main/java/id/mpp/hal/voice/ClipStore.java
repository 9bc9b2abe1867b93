package id.mpp.hal.voice;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clips of words, by language and word. They come from memory, then from the hall's own recordings
 * ({@code recordings/id/nomor-antrean.wav}), then from clips made earlier ({@code clips/id/…}). A clip is first written
 * to a temporary file, so that a power cut leaves no half clip.
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

    /** Finds a clip. A file that cannot be used counts as missing, and the log says so once after each start. */
    synchronized Optional<Pcm> find(String language, String word) {
        String name = name(language, word);
        Pcm known = memory.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Pcm> found = recordings
                .flatMap(folder -> read(folder.resolve(name), Recording::read))
                .or(() -> read(clips.resolve(name), Pcm::ofWav));
        found.ifPresent(clip -> memory.put(name, clip));
        return found;
    }

    /** Keeps a clip. One that cannot be written stays in memory. */
    synchronized void keep(String language, String word, Pcm clip) {
        String name = name(language, word);
        memory.put(name, clip);
        Path file = clips.resolve(name);
        try {
            Files.createDirectories(clips.resolve(language));
            Path half = Files.createTempFile(clips.resolve(language), "new", ".tmp");
            try {
                Files.write(half, clip.toWav());
                try (FileChannel written = FileChannel.open(half, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                // On a full disk the file would keep the room that others need.
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            LOG.warn("cannot keep the voice clip {}; it will be made again after a restart", file, e);
        }
    }

    /** Reads all recordings of a language and says what they are good for. */
    RecordedVoice judgeRecordings(SpokenLanguage language) {
        List<String> usable = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Map<String, String> unusable = new TreeMap<>();
        Set<String> unknown = new TreeSet<>();
        if (recordings.isPresent()) {
            Path folder = recordings.get().resolve(language.code);
            unknown.addAll(names(folder));
            for (String word : Vocabulary.of(language)) {
                String file = fileName(word);
                unknown.remove(file);
                try {
                    if (load(folder.resolve(file), Recording::read).isPresent()) {
                        usable.add(word);
                    } else {
                        missing.add(file);
                    }
                } catch (IOException e) {
                    unusable.put(file, String.valueOf(e.getMessage()));
                }
            }
        }
        return new RecordedVoice(usable, missing, unusable, List.copyOf(unknown));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            LOG.warn("the folder of recordings {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    private static Optional<Pcm> read(Path file, Format format) {
        try {
            return load(file, format);
        } catch (IOException e) {
            LOG.warn("the voice clip {} is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Pcm> load(Path file, Format format) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > FILE_AT_MOST) {
            throw new IOException("over " + FILE_AT_MOST + " bytes is no clip of a word");
        }
        return Optional.of(format.read(Files.readAllBytes(file)));
    }

    /** The way in which the bytes of a file become sound. */
    private interface Format {
        Pcm read(byte[] file) throws IOException;
    }

    private static String name(String language, String word) {
        return language + "/" + fileName(word);
    }

    private static String fileName(String word) {
        return NOT_IN_NAMES.matcher(word).replaceAll("-") + ".wav";
    }
}
