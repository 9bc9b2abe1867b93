package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.Moment;
import id.mpp.queue.NumberBlock;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperState;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where every number of the business day went: each that was issued with its end, each that was given out for paper and never
 * entered, and each that is missing, which must never be. Read while the day is open and until the next one opens.
 */
final class Reconciliation {
    /** More than a hall issues on its worst day, twelve times over. */
    private static final int MOST_TICKETS = 10_000;
    /** More numbers than anybody writes by hand in a day. */
    private static final int MOST_UNUSED = 1_000;

    private final HallTime time;

    Reconciliation(HallTime time) {
        this.time = time;
    }

    byte[] bytes(HallView view) {
        List<Ticket> tickets = view.tickets().stream()
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.number().prefix())
                        .thenComparingInt(ticket -> ticket.number().value()))
                .toList();
        return JsonBytes.object(out -> {
            out.writePOJOField("day", DayAnswer.of(view.day()));
            counts(out, tickets);
            prefixes(out, view, tickets);
            out.writeArrayFieldStart("tickets");
            for (Ticket ticket : tickets.stream().limit(MOST_TICKETS).toList()) {
                ticket(out, ticket, view.paper(ticket.id()).orElse(null));
            }
            out.writeEndArray();
        });
    }

    /** How many are in each state; they add up to what was issued. */
    static void counts(JsonGenerator out, List<Ticket> tickets) throws IOException {
        Map<TicketState, Integer> counts = new EnumMap<>(TicketState.class);
        tickets.forEach(ticket -> counts.merge(ticket.state(), 1, Integer::sum));
        out.writeObjectFieldStart("numbers");
        out.writeNumberField("issued", tickets.size());
        for (TicketState state : TicketState.values()) {
            out.writeNumberField(Words.of(state), counts.getOrDefault(state, 0));
        }
        out.writeEndObject();
    }

    private static void prefixes(JsonGenerator out, HallView view, List<Ticket> tickets) throws IOException {
        Map<String, Set<Integer>> used = tickets.stream()
                .collect(Collectors.groupingBy(
                        ticket -> ticket.number().prefix(),
                        Collectors.mapping(ticket -> ticket.number().value(), Collectors.toSet())));
        out.writeArrayFieldStart("prefixes");
        for (Map.Entry<String, List<NumberBlock>> granted : view.blocks().entrySet()) {
            Set<Integer> numbers = used.getOrDefault(granted.getKey(), Set.of());
            out.writeStartObject();
            out.writeStringField("prefix", granted.getKey());
            out.writeNumberField("issued", numbers.size());
            list(out, "notEntered", granted.getKey(), unused(granted.getValue(), numbers, true));
            list(out, "missing", granted.getKey(), unused(granted.getValue(), numbers, false));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /**
     * Of blocks for paper everything without a ticket; of a kiosk's what it left out before its last number. What lies behind that was
     * never shown to anybody.
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

    private static void list(JsonGenerator out, String field, String prefix, List<Integer> numbers) throws IOException {
        out.writeArrayFieldStart(field);
        for (int number : numbers) {
            out.writeString(new TicketNumber(prefix, number).toString());
        }
        out.writeEndArray();
    }

    private void ticket(JsonGenerator out, Ticket ticket, @Nullable Paper paper) throws IOException {
        out.writeStartObject();
        out.writeStringField("number", ticket.number().toString());
        out.writeStringField("service", ticket.service().value());
        out.writeStringField("state", Words.of(ticket.state()));
        out.writeStringField("end", end(ticket));
        JsonBytes.optional(out, "counter", ticket.counter());
        out.writeNumberField("calls", ticket.calls());
        out.writeStringField("print", Words.of(paper == null ? PaperState.NONE : paper.state()));
        out.writeStringField("issuedAt", time.json(ticket.issuedAt()));
        Moment since = since(ticket);
        if (since != null) {
            out.writeStringField("at", time.json(since));
        }
        out.writeEndObject();
    }

    /** Why it counts as it does: an expiry says how far the visitor had come. */
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
