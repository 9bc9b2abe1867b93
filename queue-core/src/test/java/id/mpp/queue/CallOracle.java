package id.mpp.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says who must be called, the slow and obvious way: it watches the events alone, keeps who stands where since when,
 * and looks at everybody who waits. Shares no code with the engine.
 *
 * <p>The rules in words: first who came back to this counter, then who was put to the front, then, in a strict hall,
 * priority, then the highest score, age times class rate; among equals the longest here, among those the first to come.
 * Age is hall time: what certainly went by since. Within one boot the monotonic clock counts, from boot to boot the
 * wall since it was last right, else only the time since the new boot.
 */
final class CallOracle {
    private enum Tier {
        RETURNED,
        FRONT,
        BY_AGE
    }

    private record Standing(
            TicketId id,
            ServiceId service,
            Tier tier,
            boolean priority,
            @Nullable CounterId only,
            long since,
            long sequence) {
        Standing atFront() {
            return new Standing(id, service, Tier.FRONT, priority, null, since, sequence);
        }
    }

    /** Where everybody stood before the day was closed. */
    private record Kept(
            Map<TicketId, Standing> waiting,
            Map<TicketId, Optional<Standing>> earlier,
            Map<CounterId, List<ServiceId>> open,
            Map<CounterId, TicketId> atCounter,
            Set<TicketId> carried) {}

    /** Who is called, why, and who would have been next. */
    record Choice(
            TicketId ticket,
            CallRule.Kind kind,
            long score,
            @Nullable TicketNumber runnerUp,
            long runnerUpScore) {}

    private final QueuePolicy policy;
    private final Map<TicketId, TicketNumber> numbers = new HashMap<>();
    private final Map<TicketId, Standing> arrivals = new HashMap<>();
    private final Map<TicketId, Standing> waiting = new HashMap<>();
    private final Map<TicketId, Optional<Standing>> earlier = new HashMap<>();
    private final Map<CounterId, List<ServiceId>> open = new HashMap<>();
    private final Map<TicketId, TicketId> visits = new HashMap<>();
    private final Map<CounterId, TicketId> atCounter = new HashMap<>();
    private @Nullable Kept closing;
    private @Nullable Moment last;
    private @Nullable Moment lastRight;
    private long timeAtLastRight;
    private long time;
    private long sequence;

    CallOracle(QueuePolicy policy) {
        this.policy = policy;
    }

    int waiting() {
        return waiting.size();
    }

    boolean waits(TicketId ticket) {
        return waiting.containsKey(ticket);
    }

    Optional<Choice> choose(CounterId counter, Moment now) {
        List<ServiceId> services = open.getOrDefault(counter, List.of());
        long hallNow = time + certain(now);
        List<Standing> here = new ArrayList<>(waiting.values().stream()
                .filter(standing -> services.contains(standing.service()))
                .filter(standing -> standing.only() == null || standing.only().equals(counter))
                .filter(standing -> atCounter.values().stream()
                        .noneMatch(busy -> Objects.equals(visits.get(busy), visits.get(standing.id()))))
                .toList());
        here.sort(Comparator.comparing(this::rank)
                .thenComparingLong(standing -> -score(standing, hallNow))
                .thenComparingLong(Standing::since)
                .thenComparingLong(Standing::sequence));
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Standing best = here.getFirst();
        Standing second = here.size() > 1 ? here.get(1) : null;
        return Optional.of(new Choice(
                best.id(),
                rank(best),
                score(best, hallNow),
                second == null ? null : numbers.get(second.id()),
                second == null ? 0 : score(second, hallNow)));
    }

    private CallRule.Kind rank(Standing standing) {
        return switch (standing.tier()) {
            case RETURNED -> CallRule.Kind.RETURNED;
            case FRONT -> CallRule.Kind.FRONT;
            case BY_AGE ->
                standing.priority() && policy.strictPriority()
                        ? CallRule.Kind.STRICT_PRIORITY
                        : CallRule.Kind.LONGEST_WEIGHTED_WAIT;
        };
    }

    private long score(Standing standing, long hallNow) {
        boolean faster = standing.tier() == Tier.BY_AGE && standing.priority() && !policy.strictPriority();
        return (hallNow - standing.since()) * (faster ? policy.priorityRatePermille() : 1_000) / 1_000;
    }

    void observe(Event event, Moment at) {
        time += certain(at);
        last = at;
        if (at.trusted()) {
            lastRight = at;
            timeAtLastRight = time;
        }
        switch (event) {
            case TicketEvent ticket -> ticket(ticket, at);
            case CounterEvent.CounterOpened opened -> open.put(opened.counter(), opened.services());
            case CounterEvent.CounterClosed closed -> {
                open.remove(closed.counter());
                waiting.replaceAll((id, standing) -> {
                    if (closed.counter().equals(standing.only())) {
                        earlier.remove(id);
                        return standing.atFront();
                    }
                    return standing;
                });
            }
            case DayEvent.DayOpened opened -> {
                Kept kept = closing;
                closing = null;
                keepOnly(kept == null ? Set.of() : kept.carried());
                open.clear();
                atCounter.clear();
                if (kept != null && opened.goesOn() != null) {
                    open.putAll(kept.open());
                    kept.atCounter().forEach((counter, ticket) -> {
                        if (kept.carried().contains(ticket)) {
                            atCounter.put(counter, ticket);
                        }
                    });
                }
            }
            case DayEvent.DayClosed closed -> {
                closing();
                open.clear();
                atCounter.clear();
            }
            case DayEvent.DayResumed resumed -> resume();
            case DayEvent other -> {}
            case CounterEvent other -> {}
            case PaperEvent other -> {}
            case FeedbackEvent other -> {}
            case KioskEvent other -> {}
            case JournalEvent other -> {}
        }
    }

    private void keepOnly(Set<TicketId> carried) {
        numbers.keySet().retainAll(carried);
        arrivals.keySet().retainAll(carried);
        waiting.keySet().retainAll(carried);
        earlier.keySet().retainAll(carried);
        visits.keySet().retainAll(carried);
    }

    /** What the close of a day takes away. */
    private Kept closing() {
        Kept kept = closing;
        if (kept == null) {
            kept = new Kept(
                    Map.copyOf(waiting), Map.copyOf(earlier), Map.copyOf(open), Map.copyOf(atCounter), new HashSet<>());
            closing = kept;
        }
        return kept;
    }

    private void resume() {
        Kept kept = the(closing);
        closing = null;
        waiting.putAll(kept.waiting());
        earlier.clear();
        earlier.putAll(kept.earlier());
        open.putAll(kept.open());
        atCounter.putAll(kept.atCounter());
    }

    private void ticket(TicketEvent event, Moment at) {
        TicketId id = event.ticket();
        present(event);
        switch (event) {
            case TicketEvent.TicketIssued issued ->
                arrive(id, issued.number(), issued.service(), issued.priority(), time);
            case TicketEvent.TicketAdmitted admitted -> {
                long age = Duration.between(admitted.issuedAt(), at.wall()).toMillis();
                boolean believed = at.trusted() && age >= 0 && age <= 24 * 3_600_000L;
                arrive(id, admitted.number(), admitted.service(), admitted.priority(), believed ? time - age : time);
            }
            case TicketEvent.TicketTransferred transferred -> transferred(transferred);
            case TicketEvent.TicketReturned returned -> {
                CounterId only = returned.counter();
                stand(new Standing(
                        id,
                        returned.service(),
                        only == null ? Tier.FRONT : Tier.RETURNED,
                        the(arrivals.get(id)).priority(),
                        only,
                        time,
                        ++sequence));
            }
            case TicketEvent.TicketUndone undone -> undone(id);
            case TicketEvent.TicketCancelled cancelled -> waiting.remove(id);
            case TicketEvent.TicketExpired expired -> {
                closing();
                waiting.remove(id);
            }
            case TicketEvent.TicketClosedOut out -> {}
            case TicketEvent.TicketCarriedOver over -> closing().carried().add(id);
            case TicketEvent.TicketRecalled recalled -> {}
            case TicketEvent.TicketNoted noted -> {}
            case TicketEvent.TicketCalled called -> leave(id);
            case TicketEvent.TicketResumed resumed -> leave(id);
            case TicketEvent.TicketStarted started -> leave(id);
            case TicketEvent.TicketFinished finished -> leave(id);
            case TicketEvent.TicketNoShow noShow -> leave(id);
            case TicketEvent.TicketParked parked -> leave(id);
        }
    }

    private void transferred(TicketEvent.TicketTransferred event) {
        Standing first = the(arrivals.get(event.ticket()));
        boolean byArrival = event.position() == Position.BY_ARRIVAL;
        Tier tier = event.position() == Position.FRONT ? Tier.FRONT : Tier.BY_AGE;
        stand(new Standing(
                event.ticket(),
                event.service(),
                tier,
                first.priority(),
                null,
                byArrival ? first.since() : time,
                byArrival ? first.sequence() : ++sequence));
    }

    /** Keeps who is in front of which officer. */
    private void present(TicketEvent event) {
        switch (event) {
            case TicketEvent.TicketCalled called -> atCounter.put(called.counter(), called.ticket());
            case TicketEvent.TicketResumed resumed -> atCounter.put(resumed.counter(), resumed.ticket());
            case TicketEvent.TicketFinished finished -> atCounter.remove(finished.counter());
            case TicketEvent.TicketReturned returned -> atCounter.remove(returned.fromCounter());
            case TicketEvent.TicketNoShow noShow -> atCounter.remove(noShow.counter());
            case TicketEvent.TicketParked parked -> atCounter.remove(parked.counter());
            case TicketEvent.TicketTransferred transferred -> atCounter.remove(transferred.fromCounter());
            case TicketEvent.TicketExpired expired -> atCounter.values().remove(expired.ticket());
            case TicketEvent.TicketClosedOut out -> {
                closing();
                atCounter.remove(out.counter());
            }
            case TicketEvent.TicketCarriedOver over -> {}
            case TicketEvent.TicketUndone undone -> {
                if (undone.restored() == TicketState.CALLED || undone.restored() == TicketState.SERVING) {
                    atCounter.put(undone.counter(), undone.ticket());
                } else {
                    atCounter.remove(undone.counter());
                }
            }
            case TicketEvent.TicketIssued issued -> {
                TicketId first = issued.visit();
                visits.put(issued.ticket(), first == null ? issued.ticket() : first);
            }
            case TicketEvent.TicketAdmitted admitted -> visits.put(admitted.ticket(), admitted.ticket());
            case TicketEvent.TicketRecalled recalled -> {}
            case TicketEvent.TicketStarted started -> {}
            case TicketEvent.TicketNoted noted -> {}
            case TicketEvent.TicketCancelled cancelled -> {}
        }
    }

    private void arrive(TicketId id, TicketNumber number, ServiceId service, boolean priority, long since) {
        Standing standing = new Standing(id, service, Tier.BY_AGE, priority, null, since, ++sequence);
        numbers.put(id, number);
        arrivals.put(id, standing);
        waiting.put(id, standing);
    }

    private void stand(Standing standing) {
        earlier.put(standing.id(), Optional.ofNullable(waiting.get(standing.id())));
        waiting.put(standing.id(), standing);
    }

    private void leave(TicketId id) {
        earlier.put(id, Optional.ofNullable(waiting.remove(id)));
    }

    /** Back to where it stood; who waited for a counter that is gone meanwhile stands at the front. */
    private void undone(TicketId id) {
        waiting.remove(id);
        the(earlier.remove(id)).ifPresent(standing -> {
            CounterId only = standing.only();
            boolean gone = only != null && !open.getOrDefault(only, List.of()).contains(standing.service());
            waiting.put(id, gone ? standing.atFront() : standing);
        });
    }

    private long certain(Moment now) {
        Moment from = last;
        if (from == null) {
            return 0;
        }
        boolean sameBoot = from.boot().equals(now.boot());
        long sure = sameBoot ? now.monotonicMillis() - from.monotonicMillis() : now.monotonicMillis();
        Moment right = lastRight;
        if (right == null || !now.trusted() || right.boot().equals(now.boot())) {
            return sure;
        }
        long sinceRight = now.wall().toEpochMilli() - right.wall().toEpochMilli();
        return Math.max(sure, timeAtLastRight + sinceRight - time);
    }

    private static <T> T the(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("an event about a ticket that nobody issued, or an undo of nothing");
        }
        return value;
    }
}
