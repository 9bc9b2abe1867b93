package id.mpp.kiosk.web.hall;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.CounterAnswer;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JournalAnswer;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.RefusalProblems;
import id.mpp.queue.AdmissionPolicy;
import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Branch;
import id.mpp.queue.Hall;
import id.mpp.queue.HallHours;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Refusal;
import id.mpp.queue.Refusal.ClosedReason;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Text;
import id.mpp.queue.WaitBand;
import id.mpp.queue.WaitEstimate;
import id.mpp.queue.ZoneId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole hall with the live state of its services: what the kiosk's page is made of. */
final class HallJson {
    /** One flat object; the groups are in the order of its fields. */
    private record HallAnswer(
            BranchRow branch,
            @JsonUnwrapped Conditions conditions,
            @JsonUnwrapped AsOf asOf,
            @JsonUnwrapped Opening opening,
            PromiseKept keptToday,
            @JsonUnwrapped Parts parts) {}

    private record Conditions(
            DayAnswer day, boolean clockTrusted, @Nullable JournalAnswer journal, boolean writable) {}

    /** @param simulated null in a hall that is none, as is the speed of its clock */
    private record AsOf(
            @Nullable Boolean simulated, @Nullable Integer clockSpeed, String now, long version) {}

    /** @param hours only where they count: under a trusted clock and without an override */
    private record Opening(
            @Nullable List<OpenHours> hours, @Nullable String nextOpening) {}

    private record Parts(
            List<ZoneRow> zones, List<AgencyRow> agencies, List<CounterAnswer> counters, List<ServiceRow> services) {}

    private record BranchRow(
            String id,
            Map<String, String> name,
            String city,
            String regionCode,
            String timeZone,
            String zoneLabel,
            List<String> languages,
            @Nullable Map<String, String> motto) {}

    private record OpenHours(String from, String to) {}

    private record ZoneRow(ZoneId id, Map<String, String> name) {}

    private record AgencyRow(
            AgencyId id,
            Map<String, String> name,
            ZoneId zone,
            String prefix,
            String kind,
            String state,
            int waiting) {}

    /** A service; one flat object. */
    private record ServiceRow(
            ServiceId id,
            Map<String, String> name,
            AgencyId agency,
            @JsonUnwrapped ServiceState state,
            @JsonUnwrapped Queue queue,
            @JsonUnwrapped Standard standard) {}

    /** @param reason why it cannot be had now; null where it can */
    private record ServiceState(
            String state,
            @Nullable String reason,
            @Nullable String reasonText,
            @Nullable String reopensAt) {}

    /** @param remaining numbers left of the quota; null where there is none */
    private record Queue(
            @Nullable Integer remaining,
            @Nullable Integer quota,
            int waiting,
            @Nullable WaitBand waitSeconds,
            int openCounters) {}

    /**
     * What the hall promises and asks for.
     *
     * @param discreet null where its name may be said aloud
     */
    private record Standard(
            long targetSeconds,
            long waitTargetSeconds,
            Map<String, String> productTime,
            Map<String, String> fee,
            List<Map<String, String>> requirements,
            @Nullable Boolean discreet) {}

    private static final ServiceState OPEN = new ServiceState("open", null, null, null);

    private final Hall hall;
    private final AdmissionPolicy admission;
    private final HallHours hours;
    private final HallTime time;
    private final int simulatedSpeed;
    private final WaitEstimate estimate;
    private final JournalNotice journal;

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
        return JsonBytes.of(new HallAnswer(
                branch(now),
                new Conditions(
                        DayAnswer.of(view.day()), now.trusted(), JournalAnswer.of(journal, view.day()), writable),
                asOf(now, view),
                opening(now, view),
                PromiseKept.today(hall, view),
                parts(view, now, waits)));
    }

    private AsOf asOf(Moment now, HallView view) {
        boolean simulated = simulatedSpeed > 0;
        return new AsOf(simulated ? true : null, simulated ? simulatedSpeed : null, time.json(now), view.version());
    }

    private Opening opening(Moment now, HallView view) {
        boolean hoursCount = now.trusted() && !view.day().hoursOverridden();
        return hoursCount
                ? new Opening(hours(now), hours.nextOpening(now).map(time::json).orElse(null))
                : new Opening(null, null);
    }

    private Parts parts(HallView view, Moment now, Map<ServiceId, WaitBand> waits) {
        return new Parts(
                hall.zones().stream()
                        .map(zone -> new ZoneRow(zone.id(), zone.name().byLanguage()))
                        .toList(),
                hall.agencies().stream()
                        .map(agency -> agency(agency, view, now))
                        .toList(),
                hall.counters().stream()
                        .map(counter -> CounterAnswer.of(counter, view))
                        .toList(),
                hall.services().stream()
                        .map(service -> service(service, view, now, waits.get(service.id())))
                        .toList());
    }

    private BranchRow branch(Moment now) {
        Branch branch = hall.branch();
        Text motto = branch.motto();
        return new BranchRow(
                branch.id(),
                branch.name().byLanguage(),
                branch.city(),
                branch.regionCode(),
                branch.zone().getId(),
                time.label(now.wall()),
                branch.languages(),
                motto == null ? null : motto.byLanguage());
    }

    private List<OpenHours> hours(Moment now) {
        return hours.on(LocalDate.ofInstant(now.wall(), hall.branch().zone())).stream()
                .map(range -> new OpenHours(range.from().toString(), range.to().toString()))
                .toList();
    }

    private AgencyRow agency(Agency agency, HallView view, Moment now) {
        int waiting = 0;
        boolean open = false;
        for (ServiceType service : hall.services()) {
            if (service.agency().equals(agency.id())) {
                waiting += view.waiting(service.id());
                open |= refusal(service, view, now).isEmpty();
            }
        }
        boolean disrupted = view.disruption(agency.id()).isPresent();
        return new AgencyRow(
                agency.id(),
                agency.name().byLanguage(),
                agency.zone(),
                agency.prefix(),
                agency.kind(),
                disrupted ? "disrupted" : open ? "open" : "closed",
                waiting);
    }

    private ServiceRow service(ServiceType service, HallView view, Moment now, @Nullable WaitBand wait) {
        Integer quota = service.dailyQuota();
        return new ServiceRow(
                service.id(),
                service.name().byLanguage(),
                service.agency(),
                refusal(service, view, now).map(this::closed).orElse(OPEN),
                new Queue(
                        quota == null ? null : Math.max(0, quota - view.issued(service.id())),
                        quota,
                        view.waiting(service.id()),
                        wait,
                        openCounters(service.id(), view)),
                standard(service));
    }

    private static Standard standard(ServiceType service) {
        return new Standard(
                service.target().toSeconds(),
                service.waitTarget().toSeconds(),
                service.productTime().byLanguage(),
                service.fee().byLanguage(),
                service.requirements().stream().map(Text::byLanguage).toList(),
                service.discreet() ? true : null);
    }

    private static int openCounters(ServiceId service, HallView view) {
        return (int) view.counters().stream()
                .filter(counter -> !counter.paused() && counter.services().contains(service))
                .count();
    }

    private Optional<Refusal> refusal(ServiceType service, HallView view, Moment now) {
        return admission.check(service, view, now);
    }

    private ServiceState closed(Refusal refusal) {
        return switch (refusal) {
            case Refusal.ServiceClosed r -> {
                boolean aBreak = r.reason() == ClosedReason.BREAK
                        || r.reason() == ClosedReason.FRIDAY_BREAK
                        || r.reason() == ClosedReason.PAUSE;
                yield state(aBreak ? "paused" : "closed", RefusalProblems.word(r.reason()), r.name(), r.reopensAt());
            }
            case Refusal.ServiceDisrupted r -> state("disrupted", "disrupted", r.reason(), r.expectedEnd());
            case Refusal.PastCutOff r -> state("closed", "past-cutoff", null, r.reopensAt());
            case Refusal.CapacityFull r -> state("full", "capacity-full", null, r.reopensAt());
            case Refusal.HallStandsStill r -> state("paused", "hall-paused", r.reason(), null);
            case Refusal.QuotaFull r -> state("full", "quota-full", null, r.reopensAt());
            case Refusal.ClockNotTrusted r -> state("closed", "clock-not-trusted", null, null);
            default -> state("closed", "day-not-open", null, null);
        };
    }

    private ServiceState state(String state, String reason, @Nullable String text, @Nullable Instant reopensAt) {
        return new ServiceState(state, reason, text, reopensAt == null ? null : time.json(reopensAt));
    }
}
