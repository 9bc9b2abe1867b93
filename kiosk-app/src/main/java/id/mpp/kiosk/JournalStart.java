package id.mpp.kiosk;

import id.mpp.file.DiskTrouble;
import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.Journal.Fault;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.Inheritance;
import id.mpp.kiosk.lineage.Inheritance.Reason;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.lineage.Remains;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.kiosk.sqlite.JournalSwap;
import id.mpp.kiosk.sqlite.RelayCursor;
import id.mpp.kiosk.sqlite.Salvage;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal at the start. One that is damaged, has gone back in time, is of another hall or was gone on with
 * elsewhere is set aside, and a new one goes on with what can be read of it, so that the hall serves. A disk that
 * fails, a file that may not be read and a library that does not load are never a reason: then nothing is changed, and
 * the start ends with one line.
 */
final class JournalStart {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStart.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int MOST_PARENTS = 20;

    private final Path file;
    private final Hall hall;
    private final SqliteJournal.Identity identity;
    private final DiskReserve reserve;
    private final HallClock clock;
    private final String boot;
    private final JournalSwap swap;
    private final ForkEvidence evidence;
    private final boolean sends;

    /** Why a new journal begins, and what says so. */
    private record Cause(Reason reason, String what) {}

    /** @param sends whether the journal is sent to a server, which then must be able to read it */
    JournalStart(
            Path file,
            Hall hall,
            SqliteJournal.Identity identity,
            DiskReserve reserve,
            HallClock clock,
            boolean sends) {
        this(file, hall, identity, reserve, clock, sends, boot(clock), done -> {});
    }

    /**
     * @param boot this run of the machine
     * @param step is told each step by which a journal is replaced
     */
    JournalStart(
            Path file,
            Hall hall,
            SqliteJournal.Identity identity,
            DiskReserve reserve,
            HallClock clock,
            boolean sends,
            String boot,
            Consumer<String> step) {
        this.file = file;
        this.hall = hall;
        this.identity = identity;
        this.reserve = reserve;
        this.clock = clock;
        this.sends = sends;
        this.boot = boot;
        this.swap = new JournalSwap(file, step);
        this.evidence = ForkEvidence.beside(file);
    }

    /** As the kernel names it, or, where that is hidden from this program, as the clock does. */
    private static String boot(HallClock clock) {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return clock.boot();
        }
    }

    SqliteJournal open() throws ConfigurationException {
        try {
            swap.settle();
        } catch (IOException e) {
            throw refused("what an earlier start left beside it cannot be settled: " + e, e);
        }
        Cause cause = null;
        while (cause == null) {
            try {
                SqliteJournal journal = read(false);
                cause = cause(journal);
                if (cause == null) {
                    swap.inPlace(journal.installation());
                    return journal;
                }
                journal.close();
            } catch (SQLException | JournalException e) {
                if (SqliteJournal.isDamage(e, file)) {
                    cause = new Cause(Reason.DAMAGED, String.valueOf(e.getMessage()));
                } else if (faultOf(e) != Fault.FULL || !reserve.give()) {
                    throw refused(String.valueOf(e.getMessage()), e);
                }
            }
        }
        begin(cause);
        try {
            return read(true);
        } catch (SQLException | JournalException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for a copy that is only read: what would begin a new journal ends the start. */
    SqliteJournal openAsItIs() throws ConfigurationException {
        try {
            SqliteJournal journal = read(false);
            Cause cause = cause(journal);
            if (cause != null) {
                journal.close();
                throw new SQLException(cause.what());
            }
            return journal;
        } catch (SQLException | JournalException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Tells of the journal that this one goes on with. */
    JournalNotice notice(SqliteJournal journal) {
        Begun noted = noted();
        boolean its = noted != null && noted.installation().equals(journal.installation());
        return new JournalNotice(its ? noted : null, file.resolveSibling(JournalSwap.NOTE));
    }

    private @Nullable Begun noted() {
        return Begun.read(file.resolveSibling(JournalSwap.NOTE));
    }

    /**
     * Opened, and everything read that a start needs.
     *
     * @param proved whether all of it was proved just now
     */
    private SqliteJournal read(boolean proved) throws SQLException, JournalException {
        if (emptied()) {
            throw new SQLException("the file is empty, and was not");
        }
        if (forgets()) {
            throw new SQLException("the log of the journal is damaged in the middle");
        }
        SqliteJournal journal = opened();
        try {
            if (!proved) {
                prove(journal);
            }
            journal.read();
            Instant last = journal.lastTime();
            if (last != null) {
                clock.lastKnown(last);
            }
            return journal;
        } catch (SQLException | JournalException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void prove(SqliteJournal journal) throws SQLException {
        JournalCheck.Result check = JournalCheck.since(file, sends ? journal.acknowledged() : Long.MAX_VALUE);
        if (!check.sound()) {
            throw new SQLException(check.faults().getFirst());
        }
    }

    /** A journal without a byte is one that was just being made, unless others say that there was one. */
    private boolean emptied() {
        try {
            return Files.exists(file)
                    && Files.size(file) == 0
                    && (Files.exists(file.resolveSibling("accounts.json"))
                            || SqliteJournal.acknowledgedBeside(file).through() > 0);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean forgets() {
        try {
            return SqliteJournal.logForgets(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** On a full disk not even a journal can be opened; that is what the reserve is for. */
    private SqliteJournal opened() throws SQLException {
        while (true) {
            try {
                return new SqliteJournal(file, identity);
            } catch (SQLException e) {
                if (SqliteJournal.faultOf(e, file) != Fault.FULL || !reserve.give()) {
                    throw e;
                }
            }
        }
    }

    /** Why a sound journal cannot be gone on with; null where it can. */
    private @Nullable Cause cause(SqliteJournal journal) {
        String branch = journal.branch();
        if (branch != null && !branch.equals(identity.branch())) {
            return new Cause(Reason.BRANCH, "its events are of the hall " + branch);
        }
        RelayCursor.Noted server = SqliteJournal.acknowledgedBeside(file);
        if (server.installation().equals(journal.installation()) && server.through() > journal.lastSeq()) {
            return new Cause(
                    Reason.RESTORED,
                    "it ends at event " + journal.lastSeq() + ", and the server has " + server.through());
        }
        RelayCursor.Noted end = SqliteJournal.endBeside(file);
        boolean its = end.installation().equals(journal.installation());
        if (its ? end.through() > journal.lastSeq() : end.through() > 0 && journal.lastSeq() == 0) {
            return new Cause(
                    Reason.RESTORED,
                    "it ends at event " + journal.lastSeq() + ", and event " + end.through() + " was written already");
        }
        Begun noted = noted();
        if (noted != null && noted.done() && noted.parents().contains(journal.installation())) {
            return new Cause(Reason.RESTORED, "another journal has gone on with it already");
        }
        String proof = evidence.proofAgainst(journal);
        return proof == null ? null : new Cause(Reason.FORKED, proof);
    }

    private void begin(Cause cause) throws ConfigurationException {
        Begun before = noted();
        boolean damaged = cause.reason() == Reason.DAMAGED;
        if (damaged && before != null && before.done() && before.damagedBoot().equals(boot)) {
            throw damaged(cause.what()
                    + "; one was set aside already since this machine was started, so something damages them");
        }
        while (true) {
            try {
                replace(cause, before);
                return;
            } catch (SQLException | JournalException | IOException e) {
                if (faultOf(e) != Fault.FULL || !reserve.give()) {
                    throw refused(cause.what() + "; no new one can be made: " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * A damaged journal says only here whose it is: what is of another hall is not this hall's, whatever else is wrong
     * with it.
     */
    private Cause ofAnotherHall(Salvage remains, Cause otherwise) {
        Remains.Row last = remains.last() == 0 ? null : remains.row(remains.last());
        return last == null || last.envelope().branch().equals(identity.branch())
                ? otherwise
                : new Cause(
                        Reason.BRANCH,
                        "its events are of the hall " + last.envelope().branch() + "; " + otherwise.what());
    }

    private void replace(Cause what, @Nullable Begun before) throws SQLException, JournalException, IOException {
        RelayCursor.Noted server = SqliteJournal.acknowledgedBeside(file);
        try (Salvage remains = Salvage.of(file)) {
            Cause cause = ofAnotherHall(remains, what);
            Moment last = Inheritance.lastTrusted(remains);
            if (last != null) {
                clock.lastKnown(last.wall());
            }
            Moment now = clock.now();
            RelayCursor.Noted end = SqliteJournal.endBeside(file);
            String known = server.installation().isEmpty() ? end.installation() : server.installation();
            String parent = remains.installation().isEmpty() ? known : remains.installation();
            Long term = before == null ? null : before.term();
            Inheritance inheritance = Inheritance.of(
                    remains,
                    new Inheritance.Known(
                            cause.reason(),
                            hall,
                            parent,
                            before == null ? "" : before.before(parent),
                            term == null ? 0 : term,
                            through(server, remains),
                            through(end, remains),
                            now));
            String setAside = name(cause.reason(), now);
            Begun begun = swap.replace(
                    identity,
                    cause.reason().word(),
                    inheritance,
                    now,
                    installation -> describe(installation, cause, inheritance, now, setAside, before));
            evidence.moveBeside(setAside);
            LOG.warn(begun.sentence() + ". What says so: " + cause.what());
        }
    }

    private static long through(RelayCursor.Noted noted, Salvage remains) {
        boolean its = remains.installation().isEmpty() || remains.installation().equals(noted.installation());
        return its ? noted.through() : 0;
    }

    private String name(Reason reason, Moment now) {
        String stamp = "journal-" + reason.word() + "-"
                + STAMP.format(LocalDateTime.ofInstant(now.wall(), hall.branch().zone()));
        String name = stamp + ".db";
        for (int n = 2; Files.exists(file.resolveSibling(name)); n++) {
            name = stamp + "-" + n + ".db";
        }
        return name;
    }

    private Begun describe(
            String installation,
            Cause cause,
            Inheritance inheritance,
            Moment now,
            String setAside,
            @Nullable Begun before) {
        List<String> parents = new ArrayList<>(before == null ? List.of() : before.parents());
        parents.remove(inheritance.parent());
        parents.add(inheritance.parent());
        String earlier = before == null ? "" : before.damagedBoot();
        return new Begun(
                installation,
                parents.subList(Math.max(0, parents.size() - MOST_PARENTS), parents.size()),
                new Begun.Cause(cause.reason().word(), now.wall().toString(), setAside),
                new Begun.Taken(
                        inheritance.copies(),
                        inheritance.unreadable(),
                        inheritance.leftBehind(),
                        inheritance.numbers(),
                        inheritance.toldThrough()),
                cause.reason() == Reason.DAMAGED ? boot : earlier,
                inheritance.term(),
                false,
                false);
    }

    private ConfigurationException damaged(String what) {
        return new ConfigurationException("the journal " + file + " is damaged (" + what + help());
    }

    /** A disk that is full, dying or only to be read says nothing of the file on it. */
    private ConfigurationException refused(String what, Exception cause) {
        return switch (faultOf(cause)) {
            case FULL -> ConfigurationException.passing(DiskTrouble.FULL.sentence(file), cause);
            case READ_ONLY -> ConfigurationException.passing(DiskTrouble.READ_ONLY.sentence(file), cause);
            case FAILING ->
                ConfigurationException.passing(
                        "the journal " + file + " cannot be opened (" + what + "); look at its disk", cause);
            case DAMAGED ->
                new ConfigurationException("the journal " + file + " cannot be used (" + what + help(), cause);
        };
    }

    private Fault faultOf(Exception cause) {
        return switch (cause) {
            case JournalException journal -> journal.fault();
            case SQLException sql -> SqliteJournal.faultOf(sql, file);
            case IOException disk -> SqliteJournal.faultOf(disk);
            default -> Fault.DAMAGED;
        };
    }

    private String help() {
        return "); nothing was changed. Keep the file, look with 'kiosk-app verify " + file.getParent()
                + "', then restore a backup or start in a new folder (data.folder)";
    }
}
