package id.mpp.kiosk.simulation;

import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.WeeklyCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Who comes when and for what; equal seeds give equal plans. The shares of agencies are the catalogue's, arrivals peak
 * from 08.00 to 10.00 and once more after the break, as measured in real malls.
 */
final class DayPlan {
    /** Arrivals by half hour from 07.30, in parts of the day. */
    private static final int[] ARRIVALS = {12, 14, 11, 11, 9, 7, 6, 4, 3, 2, 2, 5, 6, 5, 3};

    private static final LocalTime DOOR = LocalTime.of(7, 30);
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int PRIORITY_PERCENT = 8;
    private static final int ENGLISH_PERCENT = 4;
    private static final int TREMBLING_PERCENT = 3;
    private static final int FOLLOWING_PERCENT = 35;
    private static final int IMPATIENT_PERCENT = 3;
    private static final int JOURNEY_PERCENT = 12;
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(10);

    private final Hall hall;
    private final LocalDate day;
    private final Scenario scenario;
    private final Random random;
    private final List<Agency> open;
    private final List<Visit> visits = new ArrayList<>();

    /** @throws IllegalArgumentException where nothing is open on that day */
    DayPlan(Hall hall, LocalDate day, int visitors, Scenario scenario, long seed) {
        this.hall = hall;
        this.day = day;
        this.scenario = scenario;
        this.random = new Random(seed);
        this.open = hall.agencies().stream()
                .filter(agency -> hall.counters().stream()
                        .anyMatch(counter -> counter.agency().equals(agency.id())))
                .filter(agency -> !hours(agency).isEmpty())
                .sorted(Comparator.comparingInt(Agency::visitShare).reversed())
                .toList();
        if (open.isEmpty() || hall.calendar().holidays().containsKey(day)) {
            throw new IllegalArgumentException("no agency is open on " + day + " (" + day.getDayOfWeek()
                    + (hall.calendar().holidays().containsKey(day) ? ", a holiday" : "") + ")");
        }
        for (int i = 0; i < visitors; i++) {
            visits.add(visit(i));
        }
    }

    List<Visit> visits() {
        return visits;
    }

    /** Those open on this day, with most visits first. */
    List<AgencyId> agenciesBySize() {
        return open.stream().map(Agency::id).toList();
    }

    /** The agency whose own system fails on this day: the second largest, so that many feel it. */
    AgencyId failingAgency() {
        List<AgencyId> agencies = agenciesBySize();
        return agencies.get(Math.min(1, agencies.size() - 1));
    }

    /** The counters that are staffed on this day. */
    List<Counter> counters() {
        return hall.counters().stream()
                .filter(counter -> agenciesBySize().contains(counter.agency()))
                .toList();
    }

    /** The working hours of a counter. */
    List<WeeklyCalendar.Range> hours(Counter counter) {
        return hours(hall.agency(counter.agency()).orElseThrow());
    }

    Instant at(LocalTime time) {
        return day.atTime(time).atZone(hall.branch().zone()).toInstant();
    }

    private List<WeeklyCalendar.Range> hours(Agency agency) {
        return agency.calendar().on(day);
    }

    private Visit visit(int number) {
        Agency agency = agency();
        boolean journey = percent(JOURNEY_PERCENT);
        ServiceId service = service(agency);
        ServiceId next = service(agency());
        return new Visit(
                number,
                arrival(),
                service,
                journey && !next.equals(service) ? next : null,
                percent(PRIORITY_PERCENT),
                percent(ENGLISH_PERCENT)
                        ? hall.branch().languages().getLast()
                        : hall.branch().languages().getFirst(),
                percent(TREMBLING_PERCENT),
                percent(FOLLOWING_PERCENT),
                percent(IMPATIENT_PERCENT) ? LEAST_PATIENCE.plusMinutes(random.nextInt(30)) : null);
    }

    private Agency agency() {
        int all = open.stream().mapToInt(this::share).sum();
        int chosen = random.nextInt(all);
        for (Agency agency : open) {
            chosen -= share(agency);
            if (chosen < 0) {
                return agency;
            }
        }
        throw new IllegalStateException("the shares add up to " + all);
    }

    private int share(Agency agency) {
        int usual = Math.max(1, agency.visitShare());
        return agency.equals(open.getFirst()) ? usual * scenario.crowding() : usual;
    }

    /** The first services of an agency are the most asked for. */
    private ServiceId service(Agency agency) {
        List<ServiceId> offered = hall.services().stream()
                .filter(service -> service.agency().equals(agency.id()))
                .map(ServiceType::id)
                .filter(this::served)
                .toList();
        double rank = random.nextDouble();
        return offered.get((int) (rank * rank * offered.size()));
    }

    private boolean served(ServiceId service) {
        return hall.counters().stream().anyMatch(counter -> counter.services().contains(service));
    }

    private Instant arrival() {
        int all = 0;
        for (int part : ARRIVALS) {
            all += part;
        }
        int chosen = random.nextInt(all);
        int slot = 0;
        while (chosen >= ARRIVALS[slot]) {
            chosen -= ARRIVALS[slot];
            slot++;
        }
        return at(DOOR).plus(SLOT.multipliedBy(slot)).plusMillis(random.nextLong(SLOT.toMillis()));
    }

    private boolean percent(int share) {
        return random.nextInt(100) < share;
    }
}
