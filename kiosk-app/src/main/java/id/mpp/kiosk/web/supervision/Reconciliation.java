package id.mpp.kiosk.web.supervision;

import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.CounterId;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.NumberBlock;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where every number of the business day went: each that was issued with its end, each that was given out for paper and
 * never entered, and each that is missing, which must never be. Read while the day is open and until the next one
 * opens.
 */
final class Reconciliation {
    /** More than a hall issues on its worst day, twelve times over. */
    private static final int MOST_TICKETS = 10_000;
    /** More numbers than anybody writes by hand in a day. */
    private static final int MOST_UNUSED = 1_000;

    private record Numbers(DayAnswer day, Map<String, Integer> numbers, List<Prefix> prefixes, List<Row> tickets) {}

    /**
     * @param notEntered given out for paper
     * @param missing left out by a kiosk, which must never be
     */
    private record Prefix(String prefix, int issued, List<TicketNumber> notEntered, List<TicketNumber> missing) {}

    /**
     * @param end why it counts as it does: an expiry says how far the visitor had come
     * @param at since when it is in its state; null while it waits
     */
    private record Row(
            TicketNumber number,
            ServiceId service,
            String state,
            String end,
            @Nullable CounterId counter,
            int calls,
            String print,
            String issuedAt,
            @Nullable String at) {}

    private final HallTime time;

    Reconciliation(HallTime time) {
        this.time = time;
    }

    byte[] bytes(HallView view) {
        List<Ticket> tickets = view.tickets().stream()
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.number().prefix())
                        .thenComparingInt(ticket -> ticket.number().value()))
                .toList();
        return JsonBytes.of(new Numbers(
                DayAnswer.of(view.day()),
                counts(tickets),
                prefixes(view, tickets),
                tickets.stream()
                        .limit(MOST_TICKETS)
                        .map(ticket -> row(ticket, view.paper(ticket.id()).orElse(null)))
                        .toList()));
    }

    /** How many are in each state; they add up to what was issued. */
    static Map<String, Integer> counts(Collection<Ticket> tickets) {
        Map<TicketState, Integer> counts = new EnumMap<>(TicketState.class);
        tickets.forEach(ticket -> counts.merge(ticket.state(), 1, Integer::sum));
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("issued", tickets.size());
        for (TicketState state : TicketState.values()) {
            numbers.put(Words.of(state), counts.getOrDefault(state, 0));
        }
        return numbers;
    }

    private static List<Prefix> prefixes(HallView view, List<Ticket> tickets) {
        Map<String, Set<Integer>> used = tickets.stream()
                .collect(Collectors.groupingBy(
                        ticket -> ticket.number().prefix(),
                        Collectors.mapping(ticket -> ticket.number().value(), Collectors.toSet())));
        List<Prefix> prefixes = new ArrayList<>();
        view.blocks().forEach((prefix, blocks) -> {
            Set<Integer> numbers = used.getOrDefault(prefix, Set.of());
            prefixes.add(new Prefix(
                    prefix,
                    numbers.size(),
                    named(prefix, unused(blocks, numbers, true)),
                    named(prefix, unused(blocks, numbers, false))));
        });
        return prefixes;
    }

    /**
     * Of blocks for paper everything without a ticket; of a kiosk's what it left out before its last number. What lies
     * behind that was never shown to anybody.
     */
    private static List<Integer> unused(List<NumberBlock> blocks, Set<Integer> numbers, boolean byHand) {
        List<Integer> unused = new ArrayList<>();
        for (NumberBlock block : blocks) {
            if (block.node().equals(ManualNumberRoutes.MANUAL) != byHand) {
                continue;
            }
            int last = byHand
                    ? block.last()
                    : numbers.stream()
                            .filter(number -> number >= block.first() && number <= block.last())
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0);
            for (int number = block.first(); number <= last && unused.size() < MOST_UNUSED; number++) {
                if (!numbers.contains(number)) {
                    unused.add(number);
                }
            }
        }
        return unused;
    }

    private static List<TicketNumber> named(String prefix, List<Integer> numbers) {
        return numbers.stream().map(number -> new TicketNumber(prefix, number)).toList();
    }

    private Row row(Ticket ticket, @Nullable Paper paper) {
        Moment since = since(ticket);
        return new Row(
                ticket.number(),
                ticket.service(),
                Words.of(ticket.state()),
                end(ticket),
                ticket.counter(),
                ticket.calls(),
                Words.of(paper == null ? PaperState.NONE : paper.state()),
                time.json(ticket.issuedAt()),
                since == null ? null : time.json(since));
    }

    private static String end(Ticket ticket) {
        if (ticket.state() != TicketState.EXPIRED) {
            return Words.of(ticket.state());
        }
        return ticket.calls() == 0 ? "expired-uncalled" : "expired-called";
    }

    private static @Nullable Moment since(Ticket ticket) {
        return switch (ticket.state()) {
            case WAITING -> null;
            case CALLED, PARKED -> ticket.calledAt();
            case SERVING -> ticket.startedAt();
            case FINISHED, NO_SHOW, CANCELLED, EXPIRED -> ticket.endedAt();
        };
    }
}
