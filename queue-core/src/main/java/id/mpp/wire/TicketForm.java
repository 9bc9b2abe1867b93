package id.mpp.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.mpp.queue.Attendance;
import id.mpp.queue.Claim;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.Transition;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tickets in snapshots and in events are flat objects: the groups of their records are for the program alone. The order
 * of the fields is the one of the records.
 */
final class TicketForm {
    private TicketForm() {}

    /** Teaches a mapper to write and to read tickets. */
    static void addTo(JsonMapper.Builder mapper) {
        mapper.addMixIn(Ticket.class, OfTicket.class)
                .addMixIn(Ticket.Undo.class, OfUndo.class)
                .addMixIn(TicketEvent.TicketIssued.class, OfIssued.class)
                .addMixIn(TicketEvent.TicketAdmitted.class, OfAdmitted.class);
    }

    interface OfTicket {
        @JsonUnwrapped
        Claim claim();

        @JsonUnwrapped
        Ticket.Issue issue();

        @JsonUnwrapped
        Ticket.Handling handling();

        @JsonUnwrapped
        Attendance attendance();

        @JsonUnwrapped
        Ticket.FollowUp followUp();

        @JsonUnwrapped
        Ticket.Undo undo();
    }

    interface OfIssued {
        @JsonUnwrapped
        Claim claim();

        @JsonUnwrapped
        Attendance attendance();
    }

    interface OfAdmitted {
        @JsonUnwrapped
        Claim claim();
    }

    interface OfUndo {
        /** The word of the transition; empty for none. */
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @JsonSerialize(using = ToWord.class, nullsUsing = ToWord.class)
        @JsonDeserialize(using = OfWord.class)
        @Nullable
        Transition transition();
    }

    /** Writes a transition that may be none. */
    static final class ToWord extends JsonSerializer<Transition> {
        @Override
        public void serialize(@Nullable Transition transition, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(transition == null ? "" : transition.word());
        }
    }

    /** Reads a transition that may be none. */
    static final class OfWord extends JsonDeserializer<Transition> {
        @Override
        public @Nullable Transition deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String word = in.getValueAsString("");
            if (word.isEmpty()) {
                return null;
            }
            return Arrays.stream(Transition.values())
                    .filter(transition -> transition.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> context.weirdStringException(word, Transition.class, "no transition"));
        }
    }
}
