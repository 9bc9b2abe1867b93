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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Makes the rows for the figures from events, within the transaction that stores them. Legs are written at the end of
 * the transaction, once each. Belongs to the appending thread, which calls {@link #forget} after a rollback.
 */
final class SqliteProjection {
    /** The version of the rows. Raise it when they are made differently: the next start then makes them again. */
    static final int VERSION = 5;

    private final Lineage lineage;
    private final CopyTable copies;
    private final Succession succession;
    private final LegCache legs = new LegCache();
    private final Map<String, Day> days = new HashMap<>();

    SqliteProjection(Lineage lineage) {
        this.lineage = lineage;
        copies = new CopyTable(lineage);
        succession = new Succession(lineage);
    }

    void forget() {
        legs.forget();
        days.clear();
    }

    void apply(Handle handle, EventEnvelope envelope) {
        if (lineage.isAfterTheEnd(handle, envelope)) {
            return;
        }
        if (copies.isKnownCopy(handle, envelope)) {
            applyCopy(handle, envelope);
            return;
        }
        switch (envelope.event()) {
            case TicketEvent ticket -> applyTicketEvent(handle, ticket, envelope);
            case CounterEvent counter -> CounterTable.apply(handle, counter, envelope);
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
                legs.flushAndForget(handle);
                days.clear();
                Day day = DayTable.open(
                        handle, opened, envelope, envelope.at().wall().toEpochMilli());
                succession.takeOver(
                        handle, Objects.requireNonNull(lineage.of(handle, envelope.installation())), opened, day);
                DayTable.takeConditions(handle, opened, envelope.branch());
            }
            case DayEvent.DayResumed resumed -> DayTable.resume(handle, resumed, envelope);
            case DayEvent day -> applyDayEvent(handle, day, envelope);
            case CounterEvent counter -> CounterTable.apply(handle, counter, envelope);
            case TicketEvent ticket -> {}
            case PaperEvent paper -> {}
            case FeedbackEvent.FeedbackGiven given -> {}
            case KioskEvent kiosk -> {}
            case JournalEvent journal -> {}
        }
    }

    private void applyJournalEvent(Handle handle, JournalEvent event, EventEnvelope envelope) {
        Lineage.Link link = lineage.of(handle, envelope.installation());
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
                    legs.flushAndForget(handle);
                    succession.settle(handle, link, envelope);
                }
            }
        }
    }

    /** Writes what was kept back. To be called before the commit. */
    void flush(Handle handle) {
        legs.flush(handle);
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
        Leg last = legs.latestOf(handle, ticket);
        if (last != null && !last.day().branch().equals(envelope.branch())) {
            throw new IllegalStateException(
                    "the ticket belongs to hall '" + last.day().branch() + "'");
        }
        if (last != null && !last.state().open() && closesAGap(handle, envelope)) {
            return;
        }
        legs.take(handle, ticket, LegFold.apply(last, event, envelope.at(), dayOf(handle, envelope)));
    }

    /**
     * Whether the event stands for one of the parent that could not be read. Where that one is stored here, it says
     * more.
     */
    private boolean closesAGap(Handle handle, EventEnvelope envelope) {
        Lineage.Link link = lineage.of(handle, envelope.installation());
        return link != null && link.carries(envelope.seq()) && envelope.copied() == null;
    }

    private Day dayOf(Handle handle, EventEnvelope envelope) {
        Day day = days.get(envelope.installation());
        if (day == null) {
            day = DayTable.latest(handle, envelope);
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
                DayTable.declareDisruption(handle, declared, envelope.branch(), at);
            case DayEvent.DisruptionEnded ended -> DayTable.endDisruption(handle, ended, envelope.branch());
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
        legs.flushAndForget(handle);
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
        legs.flushAndForget(handle);
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
        legs.flush(handle);
        legs.forget(event.ticket().value());
        LegTable.save(
                handle,
                LegTable.ofTicket(handle, event.ticket().value()).stream()
                        .map(leg -> leg.onDay(leg.day().otherDay(event.ordinal(), event.label())))
                        .toList());
    }
}
