package id.mpp.kiosk.web.hall;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.CounterAnswer;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.RefusalProblems;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.queue.AdmissionPolicy;
import id.mpp.queue.Agency;
import id.mpp.queue.Branch;
import id.mpp.queue.Counter;
import id.mpp.queue.Day;
import id.mpp.queue.Hall;
import id.mpp.queue.HallHours;
import id.mpp.queue.Moment;
import id.mpp.queue.Refusal;
import id.mpp.queue.Refusal.ClosedReason;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Text;
import id.mpp.queue.WaitBand;
import id.mpp.queue.WaitEstimate;
import id.mpp.queue.WeeklyCalendar.Range;
import id.mpp.queue.Zone;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole hall with the live state of its services: what the kiosk's page is made of. */
final class HallJson {
    private final Hall hall;
    private final AdmissionPolicy admission;
    private final HallHours hours;
    private final HallTime time;
    private final int simulatedSpeed;
    private final WaitEstimate estimate;
    private final JournalNotice journal;

    /** What is shown of a service that cannot be had now. */
    private record Closed(
            String state,
            String reason,
            @Nullable String text,
            @Nullable Instant reopensAt) {}

    HallJson(Hall hall, HallTime time, int simulatedSpeed, WaitEstimate estimate, JournalNotice journal) {
        this.journal = journal;
        this.hall = hall;
        this.admission = new AdmissionPolicy(hall);
        this.hours = new HallHours(hall);
        this.time = time;
        this.simulatedSpeed = simulatedSpeed;
        this.estimate = estimate;
    }

    byte[] bytes(HallView view, Moment now, boolean writable) {
        Map<ServiceId, WaitBand> waits = estimate.newcomers(view, now);
        return JsonBytes.object(out -> {
            branch(out, now);
            out.writePOJOField("day", DayAnswer.of(view.day()));
            out.writeBooleanField("clockTrusted", now.trusted());
            journal.write(out, view.day());
            out.writeBooleanField("writable", writable);
            if (simulatedSpeed > 0) {
                out.writeBooleanField("simulated", true);
                out.writeNumberField("clockSpeed", simulatedSpeed);
            }
            out.writeStringField("now", time.json(now));
            out.writeNumberField("version", view.version());
            hours(out, view.day(), now);
            PromiseKept kept = PromiseKept.today(hall, view);
            out.writeObjectFieldStart("keptToday");
            out.writeNumberField("called", kept.called());
            out.writeNumberField("within", kept.within());
            out.writeEndObject();
            zones(out);
            agencies(out, view, now);
            out.writeArrayFieldStart("counters");
            for (Counter counter : hall.counters()) {
                out.writePOJO(CounterAnswer.of(counter, view));
            }
            out.writeEndArray();
            out.writeArrayFieldStart("services");
            for (ServiceType service : hall.services()) {
                service(out, service, view, now, waits.get(service.id()));
            }
            out.writeEndArray();
        });
    }

    private void branch(JsonGenerator out, Moment now) throws IOException {
        Branch branch = hall.branch();
        out.writeObjectFieldStart("branch");
        out.writeStringField("id", branch.id());
        JsonBytes.text(out, "name", branch.name());
        out.writeStringField("city", branch.city());
        out.writeStringField("regionCode", branch.regionCode());
        out.writeStringField("timeZone", branch.zone().getId());
        out.writeStringField("zoneLabel", time.label(now.wall()));
        out.writeArrayFieldStart("languages");
        for (String language : branch.languages()) {
            out.writeString(language);
        }
        out.writeEndArray();
        if (branch.motto() != null) {
            JsonBytes.text(out, "motto", branch.motto());
        }
        out.writeEndObject();
    }

    /** Only where they count: under a trusted clock and without an override. */
    private void hours(JsonGenerator out, Day day, Moment now) throws IOException {
        if (!now.trusted() || day.hoursOverridden()) {
            return;
        }
        out.writeArrayFieldStart("hours");
        for (Range range :
                hours.on(LocalDate.ofInstant(now.wall(), hall.branch().zone()))) {
            out.writeStartObject();
            out.writeStringField("from", range.from().toString());
            out.writeStringField("to", range.to().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
        JsonBytes.optional(
                out, "nextOpening", hours.nextOpening(now).map(time::json).orElse(null));
    }

    private void zones(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("zones");
        for (Zone zone : hall.zones()) {
            out.writeStartObject();
            out.writeStringField("id", zone.id().value());
            JsonBytes.text(out, "name", zone.name());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void agencies(JsonGenerator out, HallView view, Moment now) throws IOException {
        out.writeArrayFieldStart("agencies");
        for (Agency agency : hall.agencies()) {
            int waiting = 0;
            boolean open = false;
            for (ServiceType service : hall.services()) {
                if (service.agency().equals(agency.id())) {
                    waiting += view.waiting(service.id());
                    open |= refusal(service, view, now).isEmpty();
                }
            }
            boolean disrupted = view.disruption(agency.id()).isPresent();
            out.writeStartObject();
            out.writeStringField("id", agency.id().value());
            JsonBytes.text(out, "name", agency.name());
            out.writeStringField("zone", agency.zone().value());
            out.writeStringField("prefix", agency.prefix());
            out.writeStringField("kind", agency.kind());
            out.writeStringField("state", disrupted ? "disrupted" : open ? "open" : "closed");
            out.writeNumberField("waiting", waiting);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void service(JsonGenerator out, ServiceType service, HallView view, Moment now, @Nullable WaitBand wait)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", service.id().value());
        JsonBytes.text(out, "name", service.name());
        out.writeStringField("agency", service.agency().value());
        Optional<Closed> closed = refusal(service, view, now).map(HallJson::closed);
        out.writeStringField("state", closed.map(Closed::state).orElse("open"));
        if (closed.isPresent()) {
            out.writeStringField("reason", closed.get().reason());
            JsonBytes.optional(out, "reasonText", closed.get().text());
            Instant reopensAt = closed.get().reopensAt();
            JsonBytes.optional(out, "reopensAt", reopensAt == null ? null : time.json(reopensAt));
        }
        Integer quota = service.dailyQuota();
        if (quota != null) {
            out.writeNumberField("remaining", Math.max(0, quota - view.issued(service.id())));
            out.writeNumberField("quota", quota);
        }
        out.writeNumberField("waiting", view.waiting(service.id()));
        TicketJson.band(out, wait);
        out.writeNumberField("openCounters", TicketJson.openCounters(view, service.id()));
        out.writeNumberField("targetSeconds", service.target().toSeconds());
        out.writeNumberField("waitTargetSeconds", service.waitTarget().toSeconds());
        JsonBytes.text(out, "productTime", service.productTime());
        JsonBytes.text(out, "fee", service.fee());
        out.writeArrayFieldStart("requirements");
        for (Text requirement : service.requirements()) {
            out.writeStartObject();
            JsonBytes.fields(out, requirement);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (service.discreet()) {
            out.writeBooleanField("discreet", true);
        }
        out.writeEndObject();
    }

    private Optional<Refusal> refusal(ServiceType service, HallView view, Moment now) {
        return admission.check(service, view, now);
    }

    private static Closed closed(Refusal refusal) {
        return switch (refusal) {
            case Refusal.ServiceClosed r -> {
                boolean aBreak = r.reason() == ClosedReason.BREAK
                        || r.reason() == ClosedReason.FRIDAY_BREAK
                        || r.reason() == ClosedReason.PAUSE;
                yield new Closed(
                        aBreak ? "paused" : "closed", RefusalProblems.word(r.reason()), r.name(), r.reopensAt());
            }
            case Refusal.ServiceDisrupted r -> new Closed("disrupted", "disrupted", r.reason(), r.expectedEnd());
            case Refusal.PastCutOff r -> new Closed("closed", "past-cutoff", null, r.reopensAt());
            case Refusal.CapacityFull r -> new Closed("full", "capacity-full", null, r.reopensAt());
            case Refusal.HallStandsStill r -> new Closed("paused", "hall-paused", r.reason(), null);
            case Refusal.QuotaFull r -> new Closed("full", "quota-full", null, r.reopensAt());
            case Refusal.ClockNotTrusted r -> new Closed("closed", "clock-not-trusted", null, null);
            default -> new Closed("closed", "day-not-open", null, null);
        };
    }
}
