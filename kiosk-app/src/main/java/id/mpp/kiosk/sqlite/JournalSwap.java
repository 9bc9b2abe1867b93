package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.Inheritance;
import id.mpp.queue.Moment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new journal in the place of one that is set aside. The new one is written completely beside it first; from the
 * moment the old file has its new name, the next start finishes what was broken off, and before it the old one is still
 * there. The old file is only renamed.
 */
public final class JournalSwap {
    /** Beside the journal: what is told of the change. */
    public static final String NOTE = "journal-begun.json";

    private static final Logger LOG = LoggerFactory.getLogger(JournalSwap.class);
    /** What belongs to the journal's file, in the order in which it is moved. */
    private static final List<String> COMPANIONS = List.of("-wal", "-shm");

    private final Path file;
    private final Path made;
    private final Path note;
    private final Consumer<String> step;

    public JournalSwap(Path file) {
        this(file, done -> {});
    }

    /** @param step is told each step when it was done */
    public JournalSwap(Path file, Consumer<String> step) {
        this.file = file;
        this.made = file.resolveSibling("journal.new.db");
        this.note = file.resolveSibling(NOTE);
        this.step = step;
    }

    /** Finishes, or takes back, what an earlier start was at when it ended. */
    public void settle() throws IOException {
        if (!Files.exists(made)) {
            return;
        }
        if (Files.exists(file) || !complete()) {
            delete();
            return;
        }
        Begun begun = Begun.read(note);
        finish(begun, begun == null ? "journal-unfinished.db" : begun.setAside());
        LOG.info("the new journal takes its place, which an earlier start left half done");
    }

    private boolean complete() {
        try {
            JournalCheck.Result check = JournalCheck.all(made);
            return check.sound() && check.events() > 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Makes the new journal and puts it in its place. When it throws, the old one is where it was, and no new one is
     * left.
     *
     * @param noted given the new installation, what is noted of it
     */
    public Begun replace(
            SqliteJournal.Identity identity,
            String reason,
            Inheritance inheritance,
            Moment now,
            Function<String, Begun> noted)
            throws SQLException, JournalException, IOException {
        delete();
        Begun begun;
        try {
            begun = noted.apply(write(identity, reason, inheritance, now));
            step.accept("written");
            begun.write(note);
            step.accept("noted");
        } catch (SQLException | JournalException | IOException | RuntimeException e) {
            JournalFile.delete(made, e);
            throw e;
        }
        Files.move(file, file.resolveSibling(begun.setAside()), StandardCopyOption.ATOMIC_MOVE);
        step.accept("set aside");
        finish(begun, begun.setAside());
        return begun.inPlace();
    }

    private String write(SqliteJournal.Identity identity, String reason, Inheritance inheritance, Moment now)
            throws SQLException, JournalException, IOException {
        Origin.Lineage parent =
                new Origin.Lineage(inheritance.parent(), inheritance.through(), inheritance.head(), reason);
        String installation;
        try (SqliteJournal journal = SqliteJournal.begin(made, identity, parent, inheritance.term())) {
            step.accept("begun");
            journal.carry(inheritance.events(), inheritance.answers(), now);
            step.accept("carried");
            installation = journal.installation();
        }
        JournalCheck.Result check = JournalCheck.all(made);
        if (!check.sound()) {
            throw new SQLException("the new journal is not sound: " + check.faults());
        }
        if (Files.exists(Path.of(made + "-wal"))) {
            throw new IOException("the log of the new journal is in use");
        }
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return installation;
    }

    private void finish(@Nullable Begun begun, String setAside) throws IOException {
        Path aside = file.resolveSibling(setAside);
        for (String part : COMPANIONS) {
            if (Files.exists(Path.of(file + part))) {
                Files.move(Path.of(file + part), Path.of(aside + part), StandardCopyOption.ATOMIC_MOVE);
                step.accept("moved" + part);
            }
        }
        sync();
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        sync();
        step.accept("in place");
        if (begun != null) {
            note(begun.inPlace());
        }
    }

    /**
     * The journal of this installation is open: where the disk refused to note that it took its place, it is noted now.
     */
    public void inPlace(String installation) {
        Begun begun = Begun.read(note);
        if (begun != null && !begun.done() && begun.installation().equals(installation)) {
            note(begun.inPlace());
        }
    }

    /** The journal is in its place whether this can be written or not. */
    private void note(Begun begun) {
        try {
            begun.write(note);
        } catch (IOException e) {
            LOG.warn("that the new journal is in its place cannot be noted in {}: {}", note, e.toString());
        }
    }

    private void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private void delete() throws IOException {
        for (String part : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(made + part));
        }
    }
}
