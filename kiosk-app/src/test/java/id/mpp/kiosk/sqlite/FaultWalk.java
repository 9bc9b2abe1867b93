package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.QueueDesk;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Decision;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the same presses again and again on a journal under which the n-th call of the C library fails, for each n, and
 * says what is wrong afterwards. A program of its own, since the library that fails is loaded under the whole process.
 */
final class FaultWalk {
    private static final int EIO = Faults.EIO;
    private static final int ALL = Faults.WRITE | Faults.SYNC | Faults.TRUNCATE | Faults.OPEN;
    private static final List<Faults.Kind> KINDS = List.of(
            new Faults.Kind("a write fails", Faults.WRITE, EIO, false, false),
            new Faults.Kind("a write is torn", Faults.WRITE, EIO, false, true),
            new Faults.Kind("no room for a write", Faults.WRITE, Faults.ENOSPC, false, false),
            new Faults.Kind("a sync fails", Faults.SYNC, EIO, false, false),
            new Faults.Kind("a truncation fails", Faults.TRUNCATE, EIO, false, false),
            new Faults.Kind("a read fails", Faults.READ, EIO, false, false),
            new Faults.Kind("an opening fails", Faults.OPEN, EIO, false, false),
            new Faults.Kind("the disk dies", ALL | Faults.READ, EIO, true, false),
            new Faults.Kind(
                    "the disk is full from here on", Faults.WRITE | Faults.TRUNCATE, Faults.ENOSPC, true, false),
            new Faults.Kind("no sync works any more", Faults.SYNC, EIO, true, false),
            new Faults.Kind("the disk becomes read-only", ALL, Faults.EROFS, true, false));

    private static final Duration SERVED_WITHIN = Duration.ofSeconds(5);
    private static final int SNAPSHOT_EVERY = 10;
    private static final CounterId COUNTER = new CounterId("loket-01");
    private static final ActorId ACTOR = new ActorId("petugas-disdukcapil");
    private static final NodeId NODE = new NodeId("hub-1");
    private static final ServiceId SERVICE = new ServiceId("kk");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Instant MORNING = Instant.parse("2026-11-23T01:10:00Z");

    private final Path base;
    private final Path file;
    private final Map<String, String> answered = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Command> unknown = new HashMap<>();
    private final AtomicLong ticks = new AtomicLong();
    private int presses;
    private @Nullable SqliteJournal journal;
    private @Nullable QueueDesk desk;
    private volatile @Nullable String ended;

    private FaultWalk(Path folder) throws IOException {
        base = Files.createDirectories(folder.resolve("base")).resolve("journal.db");
        file = Files.createDirectories(folder.resolve("walk")).resolve("journal.db");
    }

    /** @param args a folder, and of every how many calls one is tried */
    public static void main(String[] args) {
        try {
            System.out.println("walked " + new FaultWalk(Path.of(args[0])).all(Integer.parseInt(args[1])));
            System.exit(0);
        } catch (Exception | LinkageError e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private int all(int step) throws Exception {
        makeBase();
        int tried = 0;
        for (Faults.Kind kind : KINDS) {
            long calls = play(kind, Long.MAX_VALUE);
            for (long nth = 1; nth <= calls; nth += step) {
                play(kind, nth);
                tried++;
            }
            System.out.println(kind.name() + ": " + calls + " calls");
        }
        return tried;
    }

    private void makeBase() throws Exception {
        start(base);
        press("day", new Command.OpenDay(MONDAY, false, ACTOR));
        press("hours", new Command.OverrideHours("uji", ACTOR));
        press("counter", new Command.OpenCounter(COUNTER, ACTOR));
        issue();
        stop();
        answered.clear();
    }

    /** One time through; the calls of this kind there were. */
    private long play(Faults.Kind kind, long nth) throws Exception {
        clean();
        Files.copy(base, file, StandardCopyOption.REPLACE_EXISTING);
        start(file);
        Faults.arm(kind, nth);
        for (int i = 0; i < 3; i++) {
            issue();
            press("call", new Command.CallNext(COUNTER, ACTOR));
        }
        press("close", new Command.CloseDay("selesai", ACTOR));
        press("open", open());
        issue();
        issue();
        long calls = Faults.disarm();
        try {
            goesOn();
        } catch (IllegalStateException | IOException e) {
            System.out.println("WRONG " + kind.name() + ", call " + nth + ": " + e.getMessage() + " answered "
                    + answered + " refused " + refused + " unknown " + unknown.keySet());
            System.exit(1);
        }
        return calls;
    }

    /** The disk works again. */
    private void goesOn() throws Exception {
        long from = System.nanoTime();
        if (ended != null) {
            // It would have been started again.
            stop();
            start(file);
        }
        while (!(now().view().day().open() || press("open", open())) || !issue()) {
            check(System.nanoTime() - from < SERVED_WITHIN.toNanos(), "the next press is not served");
            TimeUnit.MILLISECONDS.sleep(50);
        }
        check(System.nanoTime() - from < SERVED_WITHIN.toNanos(), "the next press was served too late");
        for (Map.Entry<String, Command> one : Map.copyOf(unknown).entrySet()) {
            press(one.getKey(), one.getValue());
        }
        check(unknown.isEmpty(), "the same key does not tell");
        HallView view = now().view();
        List<Ticket> live = sorted(view);
        List<Object> more = List.of(view.day(), Set.copyOf(view.counters()), view.issued(SERVICE));
        check(view.issued(SERVICE) == live.size(), "the quota counts " + view.issued(SERVICE) + " of " + live.size());
        check(numbers(live).equals(upTo(live.size())), "numbers " + numbers(live));
        stop();
        check(
                JournalCheck.all(file).sound(),
                "verify says " + JournalCheck.all(file).faults());
        start(file);
        view = now().view();
        check(sorted(view).equals(live), "after a restart the tickets are " + sorted(view) + " and were " + live);
        check(
                List.of(view.day(), Set.copyOf(view.counters()), view.issued(SERVICE))
                        .equals(more),
                "after a restart it differs");
        Set<String> issued = issuedIn();
        stop();
        answered.keySet().forEach(id -> check(issued.contains(id), "answered and lost: " + id));
        refused.forEach(id -> check(!issued.contains(id), "refused and there: " + id));
        check(issued.size() == answered.size() + 1, "issued " + issued);
    }

    private Set<String> issuedIn() throws Exception {
        Set<String> issued = new TreeSet<>();
        try (var connection = JournalFile.open(file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT json_extract(CAST(body AS TEXT), '$.data.ticket')"
                        + " FROM event WHERE json_extract(CAST(body AS TEXT), '$.type') LIKE '%ticket.issued%'")) {
            while (rows.next()) {
                check(issued.add(rows.getString(1)), "issued twice: " + rows.getString(1));
            }
        }
        return issued;
    }

    private static List<Ticket> sorted(HallView view) {
        return view.tickets().stream()
                .sorted((one, other) -> one.id().value().compareTo(other.id().value()))
                .toList();
    }

    private static Set<Integer> numbers(List<Ticket> tickets) {
        return tickets.stream().map(ticket -> ticket.number().value()).collect(Collectors.toSet());
    }

    private static Set<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet());
    }

    private static Command open() {
        return new Command.OpenDay(MONDAY.plusDays(1), false, ACTOR);
    }

    private boolean issue() throws Exception {
        String id = "ticket-%06d".formatted(++presses);
        return press(id, Command.IssueTicket.of(new TicketId(id), new Command.Wish(SERVICE, false, "id"), NODE));
    }

    /** Whether it was done. */
    private boolean press(String key, Command command) throws Exception {
        String used = command instanceof Command.IssueTicket ? key : key + "-" + ++presses;
        Desk.Request request = new Desk.Request(
                used,
                "uji",
                used.getBytes(StandardCharsets.UTF_8),
                command,
                (decision, after) -> new Desk.StoredReply(
                        decision instanceof Decision.Accepted ? 200 : 409,
                        decision.toString().getBytes(StandardCharsets.UTF_8)));
        boolean ticket = command instanceof Command.IssueTicket;
        try {
            Desk.Reply reply = now().submit(request).get(30, TimeUnit.SECONDS);
            boolean done = Desk.Reply.isDone(reply);
            if (ticket && done) {
                answered.put(used, reply.toString());
                unknown.remove(used);
            } else if (ticket) {
                refused.add(used);
            }
            return done;
        } catch (ExecutionException e) {
            check(!(e.getCause() instanceof Desk.OutcomeUnknown) || !unknown.containsKey(used), "still not known");
            if (ticket && e.getCause() instanceof Desk.OutcomeUnknown) {
                unknown.put(used, command);
            } else if (ticket) {
                refused.add(used);
            }
            return false;
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer to " + used, e);
        }
    }

    private QueueDesk now() {
        QueueDesk now = desk;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    private void start(Path on) throws Exception {
        ended = null;
        SqliteJournal opened =
                new SqliteJournal(on, new SqliteJournal.Identity("mpp-contoh", NODE, true), SNAPSHOT_EVERY);
        journal = opened;
        QueueDesk made = new QueueDesk(
                new QueueEngine(CatalogReader.sample(), QueuePolicy.standard()),
                opened,
                () -> new Moment(MORNING.plusSeconds(ticks.incrementAndGet()), true, "boot-0001", ticks.get() * 1_000),
                TestWorkers.told(),
                why -> ended = why);
        desk = made;
        made.start();
    }

    private void stop() throws Exception {
        now().close();
        SqliteJournal open = journal;
        if (open != null) {
            open.close();
        }
    }

    private void clean() throws IOException {
        answered.clear();
        refused.clear();
        unknown.clear();
        try (var left = Files.list(file.getParent())) {
            for (Path one : left.toList()) {
                Files.delete(one);
            }
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
