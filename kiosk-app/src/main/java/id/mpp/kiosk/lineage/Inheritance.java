package id.mpp.kiosk.lineage;

import id.mpp.kiosk.desk.Journal;
import id.mpp.queue.ActorId;
import id.mpp.queue.Day;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PastDay;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketNumber;
import id.mpp.wire.Chain;
import id.mpp.wire.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a journal takes over of the one it goes on with: the days that are still of use, whatever the server does not
 * have, and where the numbers go on.
 *
 * @param parent the installation of that one
 * @param through its last event that can be read
 * @param head the chain after it
 * @param term of the new journal
 * @param events all events of the new journal
 * @param answers kept answers that go over
 * @param copies how many of the events are copies
 * @param unreadable events of the days that were taken over which could not be read or used
 * @param leftBehind events that the server does not have and that were not taken over, because there are too many
 * @param numbers by prefix the last number that is passed over on the day under way
 * @param toldThrough the last business day on which the staff is told
 */
public record Inheritance(
        String parent,
        long through,
        byte[] head,
        long term,
        List<Carried> events,
        List<Journal.Answer> answers,
        long copies,
        long unreadable,
        long leftBehind,
        Map<String, Integer> numbers,
        int toldThrough) {
    /** Why a journal is not gone on with itself. */
    public enum Reason {
        DAMAGED,
        RESTORED,
        BRANCH,
        FORKED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is known beside the journal.
     *
     * @param parent its installation, for when the journal does not tell; empty where that is not known either
     * @param before the journal that it goes on with, for when it does not tell; empty where none is known
     * @param term the highest term that was heard of; 0 for none
     * @param acknowledged how far the server has it
     * @param ended the last event that is known to have been written; 0 where nothing says
     */
    public record Known(
            Reason reason,
            Hall hall,
            String parent,
            String before,
            long term,
            long acknowledged,
            long ended,
            Moment now) {}

    /** More would keep the hall waiting. */
    static final int MOST_COPIES = 50_000;
    /** How far back dates and their numbers are looked for. */
    private static final int LOOK_BACK = 100_000;

    private static final int HUNDRED = 100;
    private static final String OPENED = EventTypes.nameOf(DayEvent.DayOpened.class);
    /** All that is looked at of days that are not taken over: with the rest a year would keep the hall waiting. */
    private static final Set<Class<? extends Event>> TELL = Set.of(
            TicketEvent.TicketIssued.class,
            TicketEvent.TicketAdmitted.class,
            TicketEvent.TicketCarriedOver.class,
            JournalEvent.JournalCarried.class);

    /** Numbers of one prefix on the busiest day known, twice over. */
    private static final int MOST_OF_A_DAY = 499;

    private static final ActorId SYSTEM = new ActorId("system");
    private static final String WHY = "jurnal dipulihkan: nomor dilanjutkan di ratusan berikutnya";
    private static final String UNKNOWN = "not-known";
    private static final NodeId MANUAL = new NodeId("manual");
    /** In the answer to a supervisor who takes numbers for paper. */
    private static final Pattern BLOCK =
            Pattern.compile("\"first\":\"([A-HJ-NPR-Z]{1,2}-[0-9]{3,4})\",\"last\":\"([A-HJ-NPR-Z]{1,2}-[0-9]{3,4})\"");

    public static Inheritance of(Remains remains, Known known) {
        return new Maker(remains, known).make();
    }

    /** Makes one. */
    private static final class Maker {
        private final Remains remains;
        private final Known known;
        private final List<String> ancestors;
        private final Mender child;
        private final Map<String, Integer> highest = new TreeMap<>();
        private final Map<String, Long> highestSeq = new TreeMap<>();
        /** The first number of each block. */
        private final Set<String> granted = new HashSet<>();

        private final List<Long> unreadable = new ArrayList<>();
        private int above;
        private int comingAbove;
        private int highestEver;
        private long term;
        private long rowsOfDay;
        private long issuedOfDay;

        Maker(Remains remains, Known known) {
            this.remains = remains;
            this.known = known;
            this.ancestors = ancestors(remains, known);
            this.child = new Mender(known.hall(), ancestors.isEmpty() ? "" : ancestors.getFirst(), true);
        }

        /** The journals before the parent, the latest first. */
        private static List<String> ancestors(Remains remains, Known known) {
            Remains.Row first = remains.row(1);
            if (first == null || !(first.envelope().event() instanceof JournalEvent.JournalBegun begun)) {
                return known.before().isEmpty() ? List.of() : List.of(known.before());
            }
            List<String> ancestors = new ArrayList<>(List.of(begun.parent()));
            List<String> earlier = begun.ancestors();
            if (earlier != null) {
                ancestors.addAll(earlier);
            }
            int most = JournalEvent.JournalBegun.MOST_ANCESTORS;
            return ancestors.subList(0, Math.min(most, ancestors.size()));
        }

        Inheritance make() {
            Moment now = known.now();
            Remains.Row last = remains.last() == 0 ? null : remains.row(remains.last());
            term = last == null ? 1 : last.envelope().term();
            boolean nothing = last == null || known.reason() == Reason.BRANCH;
            long start = nothing ? 0 : start();
            List<PastDay> past = nothing ? List.of() : before(start);
            String parent = remains.installation().isEmpty() ? known.parent() : remains.installation();
            String head = Chain.hex(last == null ? Chain.start() : last.chain());
            String of = parent.isEmpty() ? UNKNOWN : parent;
            String reason = known.reason().word();
            List<String> earlier = ancestors.isEmpty() ? null : ancestors;
            child.add(new JournalEvent.JournalBegun(of, remains.last(), head, reason, 0, earlier, past), now);
            if (!nothing) {
                for (long seq = start; seq <= remains.last(); seq++) {
                    take(seq);
                }
            }
            List<Carried> events = child.history();
            long copies = events.stream().filter(one -> one.copied() != null).count();
            Journal.Entry first = events.getFirst().entry();
            events.set(
                    0,
                    new Carried(
                            new Journal.Entry(
                                    new JournalEvent.JournalBegun(
                                            of, remains.last(), head, reason, copies, earlier, past),
                                    first.at(),
                                    first.day()),
                            null));
            handWritten(now);
            child.add(new JournalEvent.JournalCarried(reserve(nothing)), now);
            Map<String, Integer> numbers = known.reason() == Reason.BRANCH ? Map.of() : skip(now);
            long behind = nothing ? 0 : Math.max(0, start - 1 - Math.max(known.acknowledged(), 0));
            return new Inheritance(
                    of,
                    remains.last(),
                    last == null ? Chain.start() : last.chain(),
                    Math.max(term, known.term()) + 1,
                    List.copyOf(child.history()),
                    known.reason() == Reason.BRANCH ? List.of() : answers(),
                    copies,
                    nothing ? remains.lostBehind() : unreadable.size() + lostBehind() + child.leftOut(),
                    behind,
                    numbers,
                    toldThrough());
        }

        /**
         * Numbers that were given out for paper, where only the answer tells of it, are given out again: they are
         * written already.
         */
        private void handWritten(Moment now) {
            List<Journal.Answer> kept = known.reason() == Reason.BRANCH ? List.of() : answers();
            for (Journal.Answer answer : kept) {
                Matcher block = BLOCK.matcher(new String(answer.reply().body(), StandardCharsets.UTF_8));
                if (child.state().day().open()
                        && answer.day() == child.state().day().ordinal()
                        && block.find()
                        && !granted.contains(block.group(1))) {
                    TicketNumber first = TicketNumber.parse(block.group(1));
                    TicketNumber last = TicketNumber.parse(block.group(2));
                    child.add(new DayEvent.NumbersGranted(first.prefix(), MANUAL, first.value(), last.value()), now);
                    highest(last.prefix(), last.value(), remains.last());
                }
            }
        }

        /** Those that tell no day count as given on the latest one. */
        private List<Journal.Answer> answers() {
            int day = Math.max(1, child.state().day().ordinal());
            return remains.answers().stream()
                    .map(answer -> answer.day() > 0
                            ? answer
                            : new Journal.Answer(answer.key(), answer.fingerprint(), answer.reply(), day))
                    .toList();
        }

        private long lostBehind() {
            long end = Math.max(known.acknowledged(), known.ended());
            return Math.max(remains.lostBehind(), end - remains.last());
        }

        /** The opening of the earliest day that is taken over. */
        private long start() {
            long earliest = Math.max(remains.first(), remains.last() - MOST_COPIES + 1);
            long start = 0;
            for (long seq = remains.last(); seq >= earliest; seq--) {
                Remains.Row row = remains.type(seq).equals(OPENED) ? remains.row(seq) : null;
                if (row != null && row.envelope().event() instanceof DayEvent.DayOpened opened) {
                    start = seq;
                    if (!Boolean.TRUE.equals(opened.goesOn()) && seq <= known.acknowledged() + 1) {
                        return start;
                    }
                }
            }
            return start == 0 || remains.first() == earliest ? earliest : start;
        }

        /** Dates and numbers of the days before those that are taken over. */
        private List<PastDay> before(long start) {
            Mender history = new Mender(known.hall(), "", false);
            for (long seq = Math.max(remains.first(), start - LOOK_BACK); seq <= start; seq++) {
                Remains.Row row = tells(remains.type(seq)) ? remains.row(seq) : null;
                if (row != null) {
                    noted(row.envelope().event(), seq);
                    history.offer(row);
                }
            }
            List<PastDay> past = history.state().past();
            int most = JournalEvent.JournalBegun.MOST_PAST;
            return past.subList(Math.max(0, past.size() - most), past.size());
        }

        private static boolean tells(String type) {
            return EventTypes.classOf(type)
                    .filter(one -> DayEvent.class.isAssignableFrom(one) || TELL.contains(one))
                    .isPresent();
        }

        private void take(long seq) {
            Remains.Row row = remains.row(seq);
            if (row == null) {
                unreadable.add(seq);
                return;
            }
            term = Math.max(term, row.envelope().term());
            noted(row.envelope().event(), seq);
            child.offer(row);
        }

        /** Which numbers there are, of what can be read, whether it can be used or not. */
        private void noted(Event event, long seq) {
            rowsOfDay++;
            switch (event) {
                case TicketEvent.TicketIssued issued -> number(issued.number(), seq);
                case TicketEvent.TicketAdmitted admitted -> number(admitted.number(), seq);
                case DayEvent.NumbersGranted block ->
                    granted.add(new TicketNumber(block.prefix(), block.first()).toString());
                case DayEvent.NumbersSkipped skipped -> highest(skipped.prefix(), skipped.through(), seq);
                case JournalEvent.JournalCarried carried -> comingAbove = carried.numbersAbove();
                case DayEvent.DayOpened opened -> {
                    if (!Boolean.TRUE.equals(opened.goesOn())) {
                        highest.clear();
                        highestSeq.clear();
                        granted.clear();
                        rowsOfDay = 1;
                        issuedOfDay = 0;
                    }
                    above = comingAbove;
                    comingAbove = 0;
                }
                default -> {}
            }
        }

        private void number(TicketNumber number, long seq) {
            issuedOfDay++;
            highest(number.prefix(), number.value(), seq);
        }

        private void highest(String prefix, int value, long seq) {
            highestEver = Math.max(highestEver, value);
            highestSeq.merge(prefix, seq, (before, now) -> value > highest.getOrDefault(prefix, 0) ? now : before);
            highest.merge(prefix, value, Math::max);
        }

        /** What happened before the hall opened is told all day. */
        private int toldThrough() {
            Day day = child.state().day();
            return day.open() && certainlyToday() ? day.ordinal() : day.ordinal() + 1;
        }

        private boolean certainlyToday() {
            Moment now = known.now();
            LocalDate today =
                    LocalDate.ofInstant(now.wall(), known.hall().branch().zone());
            return now.trusted()
                    && child.state().day().ordinal() > 0
                    && child.state().day().label().equals(today);
        }

        private Map<String, Integer> skip(Moment now) {
            Map<String, Integer> numbers = new TreeMap<>();
            if (child.state().day().ordinal() == 0) {
                return numbers;
            }
            List<String> prefixes = new ArrayList<>(highest.keySet());
            known.hall().services().stream().map(ServiceType::prefix).forEach(prefixes::add);
            for (String prefix : prefixes.stream()
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                int through = beyond(Math.max(highest.getOrDefault(prefix, 0), above) + perhapsIssued(prefix));
                child.add(new DayEvent.NumbersSkipped(prefix, through, WHY, SYSTEM), now);
                numbers.put(prefix, through);
            }
            return numbers;
        }

        /** How many numbers may be among the events that cannot be read, as many as among those that can. */
        private int perhapsIssued(String prefix) {
            long since = highestSeq.getOrDefault(prefix, 0L);
            long lost = lostBehind()
                    + unreadable.stream().filter(seq -> seq > since).count();
            return (int) Math.min(TicketNumber.MAX_VALUE, Math.ceilDiv(lost * issuedOfDay, Math.max(1, rowsOfDay)));
        }

        /** Where the numbers of the day that is opened next begin at least. */
        private int reserve(boolean nothing) {
            if (known.reason() == Reason.BRANCH || certainlyToday()) {
                return 0;
            }
            return beyond(nothing ? perhapsAll() : highestEver);
        }

        /**
         * Where nothing can be read each event may have been a number; of all days together, so it is as many as a day
         * may have.
         */
        private int perhapsAll() {
            return (int) Math.min(MOST_OF_A_DAY, lostBehind());
        }

        /** The next hundred that is certainly above. */
        private static int beyond(int value) {
            return Math.min(TicketNumber.MAX_VALUE, (value / HUNDRED + 1) * HUNDRED);
        }
    }

    /** The moment of the last event that is taken over and whose clock could be trusted; null where there is none. */
    public static @Nullable Moment lastTrusted(Remains remains) {
        long earliest = Math.max(remains.first(), remains.last() - MOST_COPIES);
        for (long seq = remains.last(); seq >= earliest && seq > 0; seq--) {
            Remains.Row row = remains.row(seq);
            if (row != null && row.envelope().at().trusted()) {
                return row.envelope().at();
            }
        }
        return null;
    }
}
