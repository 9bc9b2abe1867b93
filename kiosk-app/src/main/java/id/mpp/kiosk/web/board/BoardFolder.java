package id.mpp.kiosk.web.board;

import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What a hall shows beside its calls: the lines of {@code text.id.txt}, {@code text.en.txt} and so on, and the PNG and
 * JPEG pictures of a folder that an administrator fills. It is looked at while the kiosk runs, at most every few
 * seconds, and blocks for the disk. What cannot be shown is left out, and said in the log once for each state of its
 * file; no folder is an empty one. Thread-safe.
 */
final class BoardFolder {
    /** As many as are read in a few minutes. */
    static final int MAX_LINES = 20;
    /** Two lines of a board. */
    static final int MAX_LINE = 160;

    static final int MAX_PICTURES = 12;
    /** Some of which may be no pictures. */
    private static final int MAX_LOOKED_AT = 2 * MAX_PICTURES;

    private static final int MAX_TEXT_BYTES = 65_536;
    private static final int MAX_FILES = 200;
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Map<String, String> TYPES =
            Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg");

    /** @param texts lines by language */
    record Notices(Map<String, List<String>> texts, List<Picture> pictures) {}

    private final Path folder;
    private final List<String> languages;
    private final FileTroubles troubles;
    private final LongSupplier nanos;
    private final BoardPictures pictures;
    /** What was wrong at this look, by file. */
    private final Map<Path, List<FileFault>> wrong = new LinkedHashMap<>();
    /** What was wrong at the last look. */
    private Set<Path> wrongBefore = Set.of();

    private Notices notices = new Notices(Map.of(), List.of());
    private long lookedAt;
    private boolean looked;

    /**
     * @param languages of the hall
     * @param troubles hears what is left out
     */
    BoardFolder(Path folder, List<String> languages, FileTroubles troubles) {
        this(folder, languages, troubles, System::nanoTime);
    }

    BoardFolder(Path folder, List<String> languages, FileTroubles troubles, LongSupplier nanos) {
        this.nanos = nanos;
        this.pictures = new BoardPictures(nanos);
        this.troubles = troubles;
        this.folder = folder;
        this.languages = List.copyOf(languages);
    }

    synchronized Notices notices() {
        long now = nanos.getAsLong();
        if (!looked || now - lookedAt >= LOOK_EVERY_NANOS) {
            looked = true;
            lookedAt = now;
            notices = look();
            tell();
        }
        return notices;
    }

    Optional<Picture> picture(String id) {
        return notices().pictures().stream()
                .filter(picture -> picture.id().equals(id))
                .findFirst();
    }

    private Notices look() {
        if (!Files.isDirectory(folder)) {
            return new Notices(Map.of(), List.of());
        }
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (String language : languages) {
            Path file = folder.resolve("text." + language + ".txt");
            if (Files.isRegularFile(file)) {
                texts.put(language, lines(file));
            }
        }
        return new Notices(texts, pictures());
    }

    private List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAX_TEXT_BYTES) {
                refused(file, "has more than " + MAX_TEXT_BYTES + " bytes", "a few lines of text");
                return List.of();
            }
            List<String> lines = new ArrayList<>();
            for (String raw : Files.readString(file).lines().toList()) {
                String line = raw.replace("\uFEFF", "").strip();
                if (line.length() > MAX_LINE || line.chars().anyMatch(Character::isISOControl)) {
                    refused(file, "has the line '" + clip(line) + "'", "at most " + MAX_LINE + " characters of text");
                } else if (lines.size() == MAX_LINES) {
                    refused(file, "has more lines", "at most " + MAX_LINES + " lines");
                    break;
                } else if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            return List.copyOf(lines);
        } catch (MalformedInputException e) {
            refused(file, "is not in UTF-8", "a text file saved as UTF-8");
        } catch (IOException e) {
            refused(file, "cannot be read (" + e + ")", "what the kiosk may read");
        }
        return List.of();
    }

    private List<Picture> pictures() {
        Map<Path, String> candidates = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.limit(MAX_FILES).sorted().toList()) {
                String name = file.getFileName().toString();
                String type =
                        TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
                if (type != null && candidates.size() < MAX_LOOKED_AT) {
                    candidates.put(file, type);
                } else if (type == null && !name.startsWith(".") && !name.matches("text\\.[a-z-]+\\.txt")) {
                    refused(file, "has another ending", "png, jpg, jpeg, or the name text.id.txt");
                }
            }
        } catch (IOException e) {
            refused(folder, "cannot be read (" + e + ")", "what the kiosk may read");
        }
        List<Picture> found = pictures.look(
                candidates,
                (file, why) -> refused(
                        file,
                        why,
                        "png or jpeg of at most " + Picture.MAX_BYTES + " bytes and " + Picture.MAX_SIDE
                                + " pixels a side"));
        if (found.size() <= MAX_PICTURES) {
            return found;
        }
        refused(found.get(MAX_PICTURES).file(), "is one too many", "at most " + MAX_PICTURES + " pictures");
        return found.subList(0, MAX_PICTURES);
    }

    private void refused(Path file, String found, String expected) {
        String complaint =
                file + " " + found + "; the board shows " + expected + ". It is left out until it is changed";
        wrong.computeIfAbsent(file, key -> new ArrayList<>()).add(FileFault.of(complaint));
    }

    private void tell() {
        wrong.forEach((file, faults) -> troubles.set(file, faults, FileTrouble.Serves.GOOD_ROWS));
        wrongBefore.stream().filter(file -> !wrong.containsKey(file)).forEach(troubles::clear);
        wrongBefore = Set.copyOf(wrong.keySet());
        wrong.clear();
    }

    private static String clip(String line) {
        String told = line.replaceAll("\\p{Cntrl}", "?");
        return told.length() <= 40 ? told : told.substring(0, 40) + "…";
    }
}
