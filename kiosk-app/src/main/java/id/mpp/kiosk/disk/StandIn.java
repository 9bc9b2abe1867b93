package id.mpp.kiosk.disk;

import id.mpp.file.DiskTrouble;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.desk.Journal.Fault;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the data folder at a start on a disk that is full or can only be read: a copy of it among the temporary
 * files, which the shipped unit keeps in memory. From it the hall is shown as it was last written, staff log in, and
 * numbers are written by hand; every press is refused, because nothing that would be kept here lasts. Once the disk
 * takes what is written, the program ends and starts anew on it.
 */
public final class StandIn implements AutoCloseable {
    /** What a start needs, many times over: a disk with just enough room would let it start and fail by turns. */
    private static final long ROOM_BYTES = 2L << 20;

    private static final String PROBE = "disk-watch";
    private static final String JOURNAL = "journal.db";
    /**
     * The reserve is room and no content, voice clips can be made again, and of SQLite's files this one is about
     * running processes.
     */
    private static final Set<String> LEFT_OUT = Set.of("reserve", "voice", JOURNAL + "-shm", PROBE);

    private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);

    private final Path data;
    private final Path folder;
    private final DiskTrouble trouble;
    private final boolean writableAtStart;

    private StandIn(Path data, Path folder, DiskTrouble trouble) {
        this.data = data;
        this.folder = folder;
        this.trouble = trouble;
        this.writableAtStart = Superblock.isWritable(data);
    }

    /**
     * Copies the data folder, where a start failed because of its disk.
     *
     * @param cause why the start failed
     * @return null where the disk is not the reason, where no hall was kept in the folder yet, or where the copy cannot
     *     be made
     */
    public static @Nullable StandIn of(Path data, Exception cause) {
        Optional<DiskTrouble> trouble = DiskTrouble.of(data, cause);
        if (trouble.isEmpty() || !holdsContent(data.resolve(JOURNAL))) {
            return null;
        }
        try {
            StandIn made = new StandIn(data, Files.createTempDirectory("mpp-stand-in-"), trouble.get());
            try {
                made.copy(data, made.folder);
                LOG.warn(made.sentence() + ". Until then the hall is shown from a copy in " + made.folder
                        + ", and nothing is taken or sent");
                return made;
            } catch (IOException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            LOG.warn("the hall cannot be shown from a copy, either: " + e);
            return null;
        }
    }

    private static boolean holdsContent(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The files that count, with their folders; journals that were set aside stay where they are. */
    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (LEFT_OUT.contains(name) || name.endsWith(".lock") || name.startsWith("journal-")) {
                    continue;
                }
                Path copy = to.resolve(name);
                if (Files.isDirectory(entry)) {
                    Files.createDirectory(copy);
                    copy(entry, copy);
                } else {
                    Files.copy(entry, copy);
                }
            }
        }
    }

    /** The copy, in place of the data folder. */
    public Path folder() {
        return folder;
    }

    private String sentence() {
        return trouble.sentence(data);
    }

    private Fault fault() {
        return switch (trouble) {
            case FULL -> Fault.FULL;
            case READ_ONLY -> Fault.READ_ONLY;
        };
    }

    /** Whether the disk takes what is written again, or says so and a new start can find out. */
    private boolean isOver() {
        boolean saysSo = trouble == DiskTrouble.READ_ONLY && !writableAtStart && Superblock.isWritable(data);
        return saysSo || (hasRoom() && takesWhatIsWritten());
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(data).getUsableSpace() >= ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean takesWhatIsWritten() {
        try (FileChannel probe =
                FileChannel.open(data.resolve(PROBE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return probe.isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The journal that was copied, which refuses whatever would change it for the reason that the disk has.
     *
     * @param end ends the program, with this line; called on the desk's thread
     */
    public Journal refusing(Journal copy, Consumer<String> end) {
        return new Refusing(copy, end);
    }

    @Override
    public void close() {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.toList().reversed()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            LOG.warn("the copy " + folder + " cannot be taken away: " + e);
        }
    }

    /** Read from the copy, and asked for the disk each time the desk tries to open it anew. */
    private final class Refusing implements Journal {
        private final Journal copy;
        private final Consumer<String> end;

        Refusing(Journal copy, Consumer<String> end) {
            this.copy = copy;
            this.end = end;
        }

        @Override
        public QueueState rebuild() throws JournalException {
            return copy.rebuild();
        }

        @Override
        public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
            throw refusal();
        }

        @Override
        public Optional<Answer> answer(String key) throws JournalException {
            return copy.answer(key);
        }

        /** Nothing has happened since the last one. */
        @Override
        public void snapshot(QueueState state) {}

        @Override
        public void reopen() throws JournalException {
            if (isOver()) {
                close();
                end.accept("the disk of " + data.toAbsolutePath()
                        + " takes what is written again; the program ends, so that it is started on it");
            }
            throw refusal();
        }

        @Override
        public long lastSeq() {
            return copy.lastSeq();
        }

        private JournalException refusal() {
            return new JournalException(sentence(), fault(), new IOException(trouble.toString()));
        }
    }
}
