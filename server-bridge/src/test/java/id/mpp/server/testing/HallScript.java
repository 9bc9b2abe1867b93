package id.mpp.server.testing;

import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Survey;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.server.ingest.Arrival;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventBatch.Link;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A hall that plays a script. The real engine decides with the sample catalogue. Its decisions become stored bytes with
 * their chain, exactly as a kiosk journals them. Time moves only through {@link #wait}.
 */
public final class HallScript {
    public static final String BRANCH = "mpp-2172-01";
    public static final NodeId NODE = new NodeId("hub-1");
    public static final ActorId ACTOR = new ActorId("test");

    /** What a kiosk copies when it continues all of a journal. */
    public static final Predicate<EventEnvelope> EVENTS = event -> !(event.event() instanceof JournalEvent);

    private final Hall hall = CatalogReader.sample();
    private final QueueEngine engine = new QueueEngine(hall, QueuePolicy.standard());
    private final Chain chain = new Chain();
    private final String installation;
    private final List<Link> links = new ArrayList<>();
    private QueueState state = new QueueState();
    private byte[] head = Chain.start();
    private LocalDate label;
    private Instant wall;
    private String boot = "boot-0001";
    private long mono;
    private boolean trusted = true;
    private int tickets;
    private long term = 1;
    private List<String> ancestors = List.of();

    /** A Monday, 07:30 in Jakarta. */
    public HallScript(String installation) {
        this(installation, OffsetDateTime.parse("2026-11-23T07:30:00+07:00").toInstant());
    }

    public HallScript(String installation, Instant start) {
        this.installation = installation;
        this.wall = start;
        this.label = start.atZone(hall.branch().zone()).toLocalDate();
    }

    public Hall hall() {
        return hall;
    }

    public QueueState state() {
        return state;
    }

    public String installation() {
        return installation;
    }

    public Instant now() {
        return wall;
    }

    public HallScript wait(Duration duration) {
        wall = wall.plus(duration);
        mono += duration.toMillis();
        return this;
    }

    /** Starts the machine again, with a wall clock that may be wrong. */
    public HallScript reboot(Duration clockJump, boolean clockTrusted) {
        wall = wall.plus(clockJump);
        boot = "boot-" + UUID.randomUUID();
        mono = 0;
        trusted = clockTrusted;
        return this;
    }

    /** Sets the wall clock to the right time. No time passes. */
    public HallScript rightTime(LocalDateTime local) {
        wall = local.atZone(hall.branch().zone()).toInstant();
        trusted = true;
        return this;
    }

    public HallScript openDay() {
        label = wall.atZone(hall.branch().zone()).toLocalDate();
        return run(new Command.OpenDay(label, true, ACTOR)).run(new Command.OverrideHours("test", ACTOR));
    }

    public HallScript relabel(LocalDate right) {
        run(new Command.RelabelDay(right, "the clock was wrong", ACTOR));
        label = right;
        return this;
    }

    public HallScript closeDay() {
        return run(new Command.CloseDay("closing", ACTOR));
    }

    /** Issues a ticket and returns its id. */
    public TicketId take(String service) {
        return take(service, false);
    }

    public TicketId take(String service, boolean priority) {
        TicketId id =
                new TicketId("ticket-%08d-%s".formatted(++tickets, installation.substring(installation.length() - 4)));
        run(Command.IssueTicket.of(id, new Command.Wish(new ServiceId(service), priority, "id"), NODE)
                .printedBy(NODE));
        return id;
    }

    public HallScript open(String counter) {
        return run(new Command.OpenCounter(new CounterId(counter), ACTOR));
    }

    public HallScript callNext(String counter) {
        return run(new Command.CallNext(new CounterId(counter), ACTOR));
    }

    public HallScript start(String counter) {
        return run(new Command.StartServing(new CounterId(counter), ACTOR));
    }

    public HallScript finish(String counter) {
        return run(new Command.Finish(new CounterId(counter), "done", ACTOR));
    }

    public HallScript noShow(String counter) {
        return run(new Command.MarkNoShow(new CounterId(counter), ACTOR));
    }

    public HallScript undo(String counter) {
        return run(new Command.Undo(new CounterId(counter), ACTOR));
    }

    /** Answers the survey for somebody who was at the first agency. */
    public HallScript give(String token, Survey survey) {
        return give(token, new ServiceId("ktp-rekam"), survey);
    }

    public HallScript give(String token, ServiceId service, Survey survey) {
        AgencyId agency = hall.service(service).orElseThrow().agency();
        return run(new Command.GiveFeedback(token, service, agency, survey));
    }

    public HallScript run(Command command) {
        Decision decision = engine.decide(state, command, moment());
        if (!(decision instanceof Decision.Accepted accepted)) {
            throw new AssertionError(command + " → " + decision);
        }
        accepted.events().forEach(this::journal);
        return this;
    }

    /** Whether the command was accepted. */
    public boolean attempt(Command command) {
        if (!(engine.decide(state, command, moment()) instanceof Decision.Accepted accepted)) {
            return false;
        }
        accepted.events().forEach(this::journal);
        return true;
    }

    /** Journals bytes that no version of the program understands. */
    public HallScript journalRaw(String json) {
        return add(json.replace("$seq", Long.toString(links.size() + 1))
                .replace("$installation", installation)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The same journal as it was after an event: an old copy of the card, with which somebody goes on now. */
    public HallScript copyOf(int seq) {
        HallScript copy = new HallScript(installation, wall);
        copy.boot = boot;
        copy.mono = mono;
        copy.tickets = tickets + 1_000;
        copy.term = term;
        copy.ancestors = ancestors;
        for (Link link : links.subList(0, seq)) {
            EventEnvelope envelope = read(link);
            copy.state = QueueEngine.evolve(copy.state, envelope.event(), envelope.at());
            copy.add(link.stored());
        }
        return copy;
    }

    /**
     * A journal that continues this one and has copied some of its events. Its numbers continue at the next hundred.
     *
     * @param added events that stand for some that could not be read
     */
    public HallScript child(String name, String reason, Predicate<EventEnvelope> copied, Event... added) {
        return child(0, name, reason, copied, added);
    }

    /** The same for a kiosk that heard of a higher term. */
    public HallScript child(long heard, String name, String reason, Predicate<EventEnvelope> copied, Event... added) {
        HallScript child = new HallScript(name, wall);
        child.boot = boot;
        child.mono = mono;
        child.label = label;
        child.tickets = tickets + 100;
        child.term = Math.max(term, heard) + 1;
        child.ancestors =
                Stream.concat(Stream.of(installation), ancestors.stream()).toList();
        List<EventEnvelope> copies =
                links.stream().map(HallScript::read).filter(copied).toList();
        child.journal(new JournalEvent.JournalBegun(
                installation,
                size(),
                Chain.hex(head),
                reason,
                copies.size(),
                ancestors.isEmpty() ? null : ancestors,
                List.of()));
        copies.forEach(copy -> child.copy(
                copy,
                Chain.hex(links.get((int) copy.seq() - 1).chain()),
                ancestors.isEmpty() ? "" : ancestors.getFirst()));
        List.of(added).forEach(child::journal);
        child.journal(new JournalEvent.JournalCarried(0));
        Map<String, Integer> highest = new TreeMap<>();
        copies.stream()
                .filter(copy -> copy.event() instanceof TicketEvent.TicketIssued)
                .map(copy -> ((TicketEvent.TicketIssued) copy.event()).number())
                .forEach(number -> highest.merge(number.prefix(), number.value(), Math::max));
        highest.forEach((prefix, number) ->
                child.journal(new DayEvent.NumbersSkipped(prefix, (number / 100 + 1) * 100, reason, ACTOR)));
        return child;
    }

    private void copy(EventEnvelope original, String chain, String before) {
        EventEnvelope.Copied already = original.copied();
        EventEnvelope.Source first = already == null ? null : already.first();
        if (already != null && first == null) {
            first = new EventEnvelope.Source(before, already.seq(), already.chain());
        }
        long seq = original.seq();
        state = QueueEngine.evolve(state, original.event(), original.at());
        add(EventCodec.encode(new EventEnvelope(
                UUID.randomUUID().toString(),
                new EventEnvelope.Origin(BRANCH, NODE, installation, links.size() + 1L, term),
                original.businessDay(),
                original.at(),
                false,
                new EventEnvelope.Copied(seq, chain, first),
                original.event())));
    }

    /** Journals an event that nobody decided. */
    public HallScript journal(Event event) {
        Moment at = moment();
        state = QueueEngine.evolve(state, event, at);
        return add(EventCodec.encode(new EventEnvelope(
                UUID.randomUUID().toString(),
                new EventEnvelope.Origin(BRANCH, NODE, installation, links.size() + 1L, term),
                label,
                at,
                false,
                event)));
    }

    private static EventEnvelope read(Link link) {
        try {
            return EventCodec.decode(link.stored());
        } catch (EventFormatException e) {
            throw new AssertionError(e);
        }
    }

    private HallScript add(byte[] stored) {
        head = chain.next(head, stored);
        links.add(new Link(stored, head));
        return this;
    }

    private Moment moment() {
        return new Moment(wall, trusted, boot, mono);
    }

    public int size() {
        return links.size();
    }

    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Events {@code from} to {@code to}, both included, as messages of at most {@code perMessage} events. */
    public List<Arrival> messages(int from, int to, int perMessage) {
        List<Arrival> messages = new ArrayList<>();
        for (int first = from; first <= to; first += perMessage) {
            List<Link> part = links.subList(first - 1, Math.min(to, first + perMessage - 1));
            messages.add(new Arrival(Topics.events(BRANCH, NODE.value()), EventBatch.join(part)));
        }
        return messages;
    }

    public List<Arrival> messages() {
        return messages(1, size(), 20);
    }
}
