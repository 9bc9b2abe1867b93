package id.mpp.server.sqlite;

import id.mpp.queue.CounterEvent;
import id.mpp.queue.DayEvent;
import id.mpp.queue.FeedbackEvent;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.TicketEvent;
import id.mpp.server.report.Leg;
import id.mpp.server.report.Leg.Day;
import id.mpp.server.report.LegFold;
import id.mpp.wire.EventEnvelope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows for the figures from events, within the transaction that stores them. Legs are written at the end of
 * the transaction, once each. Belongs to the appending thread, which calls {@link #forget} after a rollback.
 */
final class SqliteProjection {
    /** The version of the rows. Raise it when they are made differently: the next start then makes them again. */
    static final int VERSION = 5;
    /** Remembers the tickets of some busy days in many halls. */
    private static final int REMEMBERED_TICKETS = 20_000;

    private final LineageTable lineage;
    private final Succession succession;

    private final Map<String, Leg> latest = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Leg> eldest) {
            return size() > REMEMBERED_TICKETS && !changed.containsKey(key(eldest.getValue()));
        }
    };

    private final Map<String, Leg> changed = new LinkedHashMap<>();
    private final Map<String, Day> days = new HashMap<>();

    SqliteProjection(LineageTable lineage) {
        this.lineage = lineage;
        succession = new Succession(lineage);
    }

    void forget() {
        latest.clear();
        changed.clear();
        days.clear();
    }

    void apply(Handle handle, EventEnvelope envelope) {
        if (lineage.isAfterTheEnd(handle, envelope)) {
            return;
        }
        if (lineage.isKnownCopy(handle, envelope)) {
            applyCopy(handle, envelope);
            return;
        }
        switch (envelope.event()) {
            case TicketEvent ticket -> applyTicketEvent(handle, ticket, envelope);
            case CounterEvent counter -> applyCounterEvent(handle, counter, envelope);
            case DayEvent day -> applyDayEvent(handle, day, envelope);
            case PaperEvent paper -> {}
            case FeedbackEvent.FeedbackGiven given -> SurveyTable.add(handle, given, dayOf(handle, envelope));
            // No figures are made of it. Append raises an alarm for an opened door.
            case KioskEvent kiosk -> {}
            case JournalEvent journal -> applyJournalEvent(handle, journal, envelope);
        }
    }

    /**
     * Applies a copy of an event that has already made figures. It makes none again. It sets counters and disruptions
     * to their state where the child goes on, and moves the days over to the child.
     */
    private void applyCopy(Handle handle, EventEnvelope envelope) {
        switch (envelope.event()) {
            case DayEvent.DayOpened opened -> {
                flush(handle);
                latest.clear();
                days.clear();
                Day day = DayTable.open(
                        handle, opened, envelope, envelope.at().wall().toEpochMilli());
                succession.takeOver(
                        handle, Objects.requireNonNull(lineage.of(handle, envelope.installation())), opened, day);
                DayTable.takeConditions(handle, opened, envelope.branch());
            }
            case DayEvent.DayResumed resumed -> DayTable.resume(handle, resumed, envelope);
            case DayEvent day -> applyDayEvent(handle, day, envelope);
            case CounterEvent counter -> applyCounterEvent(handle, counter, envelope);
            case TicketEvent ticket -> {}
            case PaperEvent paper -> {}
            case FeedbackEvent.FeedbackGiven given -> {}
            case KioskEvent kiosk -> {}
            case JournalEvent journal -> {}
        }
    }

    private void applyJournalEvent(Handle handle, JournalEvent event, EventEnvelope envelope) {
        LineageTable.Link link = lineage.of(handle, envelope.installation());
        if (link == null) {
            return;
        }
        switch (event) {
            case JournalEvent.JournalBegun begun -> {
                if (!lineage.replacedBy(handle, link).isEmpty()) {
                    DayTable.clearConditions(handle, envelope.branch());
                }
            }
            case JournalEvent.JournalCarried carried -> {
                if (envelope.seq() == link.carried()) {
                    flush(handle);
                    latest.clear();
                    succession.settle(handle, link, envelope);
                }
            }
        }
    }

    /** Writes what was kept back. To be called before the commit. */
    void flush(Handle handle) {
        LegTable.save(handle, changed.values());
        changed.clear();
    }

    void clearFigures(Handle handle) {
        forget();
        for (String table : List.of("leg", "counter", "business_day", "disruption", "survey", "survey_invitation")) {
            handle.execute("DELETE FROM " + table);
        }
    }

    private void applyTicketEvent(Handle handle, TicketEvent event, EventEnvelope envelope) {
        if (event instanceof TicketEvent.TicketFinished finished && finished.invited()) {
            SurveyTable.invite(handle, dayOf(handle, envelope));
        }
        if (event instanceof TicketEvent.TicketCarriedOver over) {
            carryOver(handle, over);
            return;
        }
        String ticket = event.ticket().value();
        Leg last = latest.get(ticket);
        if (last == null) {
            last = LegTable.last(handle, ticket);
        }
        if (last != null && !last.day().branch().equals(envelope.branch())) {
            throw new IllegalStateException(
                    "the ticket belongs to hall '" + last.day().branch() + "'");
        }
        if (last != null && !last.state().open() && closesAGap(handle, envelope)) {
            return;
        }
        LegFold.Change change = LegFold.apply(last, event, envelope.at(), dayOf(handle, envelope));
        if (change.removed() > 0) {
            changed.remove(ticket + "/" + change.removed());
            handle.execute("DELETE FROM leg WHERE ticket = ? AND leg = ?", ticket, change.removed());
        }
        for (Leg leg : change.saved()) {
            changed.put(key(leg), leg);
            latest.put(ticket, leg);
        }
    }

    /**
     * Whether the event stands for one of the parent that could not be read. Where that one is stored here, it says
     * more.
     */
    private boolean closesAGap(Handle handle, EventEnvelope envelope) {
        LineageTable.Link link = lineage.of(handle, envelope.installation());
        return link != null && link.carries(envelope.seq()) && envelope.copied() == null;
    }

    private Day dayOf(Handle handle, EventEnvelope envelope) {
        Day day = days.get(envelope.installation());
        if (day == null) {
            day = latestDay(handle, envelope);
        }
        if (day == null) {
            LocalDate label = envelope.businessDay() != null
                    ? envelope.businessDay()
                    : envelope.at().wall().atZone(ZoneOffset.UTC).toLocalDate();
            return new Day(envelope.branch(), envelope.installation(), 0, label, envelope.simulated());
        }
        days.put(envelope.installation(), day);
        return day;
    }

    private static @Nullable Day latestDay(Handle handle, EventEnvelope envelope) {
        return handle.createQuery("SELECT * FROM business_day WHERE installation = ? ORDER BY ordinal DESC LIMIT 1")
                .bind(0, envelope.installation())
                .map((row, context) -> new Day(
                        row.getString("branch"),
                        row.getString("installation"),
                        row.getInt("ordinal"),
                        LocalDate.parse(row.getString("day")),
                        row.getBoolean("simulated")))
                .findOne()
                .orElse(null);
    }

    private void applyCounterEvent(Handle handle, CounterEvent event, EventEnvelope envelope) {
        long at = envelope.at().wall().toEpochMilli();
        String branch = envelope.branch();
        String counter = event.counter().value();
        switch (event) {
            case CounterEvent.CounterOpened opened ->
                handle.execute(
                        "INSERT OR REPLACE INTO counter (branch, counter, agency, zone, state, reason, since)"
                                + " VALUES (?, ?, ?, ?, 'open', NULL, ?)",
                        branch,
                        counter,
                        opened.agency().value(),
                        opened.zone().value(),
                        at);
            case CounterEvent.CounterPaused paused ->
                setCounterState(handle, branch, counter, "paused", paused.reason(), at);
            case CounterEvent.CounterResumed resumed -> setCounterState(handle, branch, counter, "open", null, at);
            case CounterEvent.CounterClosed closed -> setCounterState(handle, branch, counter, "closed", null, at);
            case CounterEvent.ClosureRequested requested -> {}
            case CounterEvent.ClosureApproved approved -> {}
            case CounterEvent.ClosureDeclined declined -> {}
        }
    }

    private static void setCounterState(
            Handle handle, String branch, String counter, String state, @Nullable String reason, long at) {
        handle.execute(
                "UPDATE counter SET state = ?, reason = ?, since = ? WHERE branch = ? AND counter = ?",
                state,
                reason,
                at,
                branch,
                counter);
    }

    private void applyDayEvent(Handle handle, DayEvent event, EventEnvelope envelope) {
        long at = envelope.at().wall().toEpochMilli();
        switch (event) {
            case DayEvent.DayOpened opened -> {
                days.put(envelope.installation(), DayTable.open(handle, opened, envelope, at));
                DayTable.takeConditions(handle, opened, envelope.branch());
            }
            case DayEvent.DayRelabelled relabelled -> relabel(handle, relabelled, envelope.installation());
            case DayEvent.DayResumed resumed -> resume(handle, resumed, envelope);
            case DayEvent.DayClosed closed -> DayTable.close(handle, closed, envelope, at);
            case DayEvent.DisruptionDeclared declared ->
                handle.execute(
                        "INSERT OR REPLACE INTO disruption (branch, agency, reason, since, in_force) VALUES (?, ?, ?,"
                                + " ?, 1)",
                        envelope.branch(),
                        declared.agency().value(),
                        declared.reason(),
                        at);
            case DayEvent.DisruptionEnded ended ->
                handle.execute(
                        "DELETE FROM disruption WHERE branch = ? AND agency = ?",
                        envelope.branch(),
                        ended.agency().value());
            case DayEvent.NumbersGranted granted -> {}
            case DayEvent.NumbersSkipped skipped -> {}
            case DayEvent.HallPaused paused -> {}
            case DayEvent.HallResumed resumed -> {}
            case DayEvent.HoursOverridden overridden -> {}
            case DayEvent.HoursRestored restored -> {}
        }
    }

    /** Moves a day and all its legs to the right date, because the date was wrong. */
    private void relabel(Handle handle, DayEvent.DayRelabelled event, String installation) {
        flush(handle);
        latest.clear();
        days.remove(installation);
        handle.execute(
                "UPDATE business_day SET day = ? WHERE installation = ? AND ordinal = ?",
                event.label().toString(),
                installation,
                event.ordinal());
        SurveyTable.relabel(handle, installation, event.ordinal(), event.label());
        LegTable.save(
                handle,
                LegTable.ofDay(handle, installation, event.ordinal()).stream()
                        .map(leg -> leg.onDay(leg.day().relabelled(event.label())))
                        .toList());
    }

    /** Withdraws the close of a day. Everything that the close ended is again what it was. */
    private void resume(Handle handle, DayEvent.DayResumed event, EventEnvelope envelope) {
        flush(handle);
        latest.clear();
        DayTable.resume(handle, event, envelope);
        List<Leg> again = new ArrayList<>();
        for (Leg leg : LegTable.ofDay(handle, envelope.installation(), event.ordinal())) {
            Leg before = leg.before();
            if (leg.byClose() && before != null) {
                again.add(before);
            }
        }
        LegTable.save(handle, again);
    }

    /** Moves all legs of the ticket to the new day. */
    private void carryOver(Handle handle, TicketEvent.TicketCarriedOver event) {
        flush(handle);
        latest.remove(event.ticket().value());
        LegTable.save(
                handle,
                LegTable.ofTicket(handle, event.ticket().value()).stream()
                        .map(leg -> leg.onDay(leg.day().otherDay(event.ordinal(), event.label())))
                        .toList());
    }

    private static String key(Leg leg) {
        return leg.ticket() + "/" + leg.leg();
    }
}
