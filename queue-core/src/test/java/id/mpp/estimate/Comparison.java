package id.mpp.estimate;

import id.mpp.queue.CounterState;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.WaitBand;
import id.mpp.queue.WaitEstimate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks five methods for the wait of every ticket at its issue and compares with the wait that came. All are told as a
 * citizen sees them, rounded up to five minutes, and only tickets for which all five have an answer count.
 */
public final class Comparison {
    /** The methods compared. */
    public enum Method {
        REPLAY("replay of the calling rule"),
        NORM("position x norm / counters"),
        ROLLING("rolling mean of waits"),
        LAST("last to enter service"),
        LENGTH("queue length / counters");

        final String title;

        Method(String title) {
            this.title = title;
        }
    }

    private static final int ROLLING_WAITS = 20;
    private static final double USUAL_SPREAD = 1.5;
    private static final int STEP = 300;

    private record Asked(Moment at, Map<Method, WaitBand> told) {}

    private static final class Score {
        private long errorSeconds;
        private int within;
        private long signedSeconds;
    }

    private final Hall hall;
    private final WaitEstimate estimate;
    private final Map<TicketId, Asked> asked = new HashMap<>();
    private final Map<TicketId, Duration> called = new HashMap<>();
    private final Map<ServiceId, Deque<Long>> waits = new HashMap<>();
    private final Map<ServiceId, Deque<Long>> services = new HashMap<>();
    private final Map<Method, Score> scores = new EnumMap<>(Method.class);
    private int tickets;
    private long waitedSeconds;
    private long nanos;
    private int estimates;

    public Comparison(Hall hall, QueuePolicy policy) {
        this.hall = hall;
        this.estimate = new WaitEstimate(hall, policy);
        for (Method method : Method.values()) {
            scores.put(method, new Score());
        }
    }

    /** To be told each event before the state is brought forward by it. */
    public void before(QueueState state, Event event, Moment at) {
        switch (event) {
            case TicketEvent.TicketIssued issued ->
                hall.service(issued.service()).ifPresent(service -> ask(state, issued, service, at));
            case TicketEvent.TicketCalled call -> called(state, call, at);
            case TicketEvent.TicketNoShow absent -> forget(absent.ticket());
            case TicketEvent.TicketUndone undone -> forget(undone.ticket());
            case TicketEvent.TicketFinished finished -> ended(state, finished.ticket(), at);
            case TicketEvent.TicketReturned returned -> ended(state, returned.ticket(), at);
            case TicketEvent.TicketTransferred transferred -> ended(state, transferred.ticket(), at);
            default -> {}
        }
    }

    public int tickets() {
        return tickets;
    }

    /** Mean absolute error in minutes. */
    public double error(Method method) {
        return score(method).errorSeconds / 60.0 / Math.max(1, tickets);
    }

    /** The part of waits that were no longer than the P80 that was told. */
    public double coverage(Method method) {
        return (double) score(method).within / Math.max(1, tickets);
    }

    /** One line for each method. */
    public String table() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%d finished waits, mean %.1f min; %.2f ms an estimate%n  %-28s %14s %9s %9s%n",
                tickets,
                waitedSeconds / 60.0 / Math.max(1, tickets),
                nanos / 1e6 / Math.max(1, estimates),
                "method",
                "mean error min",
                "bias min",
                "P80 held"));
        for (Method method : Method.values()) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-28s %14.1f %9.1f %8.0f%%%n",
                    method.title,
                    error(method),
                    score(method).signedSeconds / 60.0 / Math.max(1, tickets),
                    100 * coverage(method)));
        }
        return out.toString();
    }

    private Score score(Method method) {
        return scores.computeIfAbsent(method, key -> new Score());
    }

    private void ask(QueueState state, TicketEvent.TicketIssued issued, ServiceType service, Moment at) {
        long begin = System.nanoTime();
        WaitBand replay = estimate.newcomer(state, service, issued.priority(), at);
        nanos += System.nanoTime() - begin;
        estimates++;
        List<CounterState> open = state.counters().stream()
                .filter(counter -> !counter.paused() && counter.services().contains(service.id()))
                .toList();
        Deque<Long> rolling = waits.get(service.id());
        WaitBand norm = WaitEstimate.byNorm(service, issued.ahead(), open.size());
        if (replay == null || norm == null || rolling == null) {
            return;
        }
        Map<Method, WaitBand> told = new EnumMap<>(Method.class);
        told.put(Method.REPLAY, replay);
        told.put(Method.NORM, norm);
        List<Long> sorted = rolling.stream().sorted().toList();
        told.put(Method.ROLLING, band(mean(rolling), sorted.get((sorted.size() * 4 + 4) / 5 - 1)));
        told.put(Method.LAST, band(rolling.getLast(), rolling.getLast() * USUAL_SPREAD));
        double length = length(state, service, open);
        told.put(Method.LENGTH, band(length, length * USUAL_SPREAD));
        asked.put(issued.ticket(), new Asked(at, told));
    }

    /** Everybody who waits for these counters, each with the usual time of the service. */
    private double length(QueueState state, ServiceType service, List<CounterState> open) {
        Set<ServiceId> together = new HashSet<>();
        open.forEach(counter -> together.addAll(counter.services()));
        double seconds = 0;
        for (ServiceId each : together) {
            Deque<Long> known = services.get(each);
            double usual = known == null ? service.target().toSeconds() : mean(known);
            seconds += state.waiting(each) * usual;
        }
        return seconds / open.size();
    }

    private void called(QueueState state, TicketEvent.TicketCalled call, Moment at) {
        if (call.call() == 1) {
            state.ticket(call.ticket())
                    .flatMap(ticket -> at.since(ticket.issuedAt()))
                    .ifPresent(wait -> remember(waits, call.service(), wait.toSeconds()));
        }
        Asked question = asked.get(call.ticket());
        if (question != null && call.call() == 1) {
            at.since(question.at()).ifPresent(wait -> called.put(call.ticket(), wait));
        }
    }

    private void ended(QueueState state, TicketId ticket, Moment at) {
        state.ticket(ticket).ifPresent(now -> {
            Optional<Duration> served = now.calledAt() == null ? Optional.empty() : at.since(now.calledAt());
            served.ifPresent(time -> remember(services, now.service(), time.toSeconds()));
        });
        Asked question = asked.get(ticket);
        Duration wait = called.get(ticket);
        if (question != null && wait != null) {
            tickets++;
            waitedSeconds += wait.toSeconds();
            question.told().forEach((method, band) -> {
                Score score = score(method);
                score.errorSeconds += Math.abs(band.p50() - wait.toSeconds());
                score.signedSeconds += band.p50() - wait.toSeconds();
                score.within += wait.toSeconds() <= band.p80() ? 1 : 0;
            });
        }
        forget(ticket);
    }

    private void forget(TicketId ticket) {
        asked.remove(ticket);
        called.remove(ticket);
    }

    private static void remember(Map<ServiceId, Deque<Long>> all, ServiceId service, long seconds) {
        Deque<Long> figures = all.computeIfAbsent(service, key -> new ArrayDeque<>());
        figures.addLast(seconds);
        if (figures.size() > ROLLING_WAITS) {
            figures.removeFirst();
        }
    }

    private static double mean(Deque<Long> figures) {
        return figures.stream().mapToLong(each -> each).average().orElse(0);
    }

    private static WaitBand band(double p50, double p80) {
        int shown = (int) Math.min(86_400, Math.ceil(p50 / STEP) * STEP);
        return new WaitBand(shown, Math.max(shown, (int) Math.min(86_400, Math.ceil(p80 / STEP) * STEP)));
    }
}
