package id.mpp.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is wrong with files now, for pages, health and the doctor; each change is logged once. Thread-safe, never waits.
 */
public final class FileTroubles {
    /** More in one file is another kind of file. */
    private static final int MOST_OF_ONE = 20;
    /** More files than a kiosk reads. */
    private static final int MOST_FILES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(FileTroubles.class);

    private final Map<String, List<FileTrouble>> byFile = new TreeMap<>();
    private final boolean logged;

    public FileTroubles() {
        this(true);
    }

    private FileTroubles(boolean logged) {
        this.logged = logged;
    }

    /** Troubles that nobody is told of, for a look whose outcome is told another way. */
    public static FileTroubles untold() {
        return new FileTroubles(false);
    }

    /** All troubles, by file. */
    public synchronized List<FileTrouble> now() {
        List<FileTrouble> all = new ArrayList<>();
        byFile.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    /** Says what is wrong with a file now, in place of what was wrong before; no faults where it is right again. */
    public synchronized void set(Path file, List<FileFault> faults, FileTrouble.Serves serves) {
        String name = file.toString();
        List<FileTrouble> next = faults.stream()
                .limit(MOST_OF_ONE)
                .map(fault -> new FileTrouble(
                        name, fault.line(), fault.field(), fault.value(), String.valueOf(fault.getMessage()), serves))
                .toList();
        List<FileTrouble> before = byFile.getOrDefault(name, List.of());
        if (next.equals(before) || (before.isEmpty() && byFile.size() >= MOST_FILES)) {
            return;
        }
        if (next.isEmpty()) {
            byFile.remove(name);
            log(Level.INFO, "the file " + name + " is right again");
            return;
        }
        byFile.put(name, next);
        next.stream()
                .filter(trouble -> !before.contains(trouble))
                .forEach(trouble -> log(Level.WARN, trouble.what() + "; in use: " + serves.word()));
    }

    /** The file is right, or nobody asks for it any more. */
    public void clear(Path file) {
        set(file, List.of(), FileTrouble.Serves.LAST_GOOD);
    }

    private void log(Level level, String what) {
        if (logged) {
            LOG.atLevel(level).log(what);
        }
    }
}
