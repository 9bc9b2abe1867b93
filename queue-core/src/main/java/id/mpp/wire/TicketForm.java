package id.mpp.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import id.mpp.queue.Transition;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What of a ticket a snapshot writes otherwise than its record holds it. */
interface TicketForm {
    /** The word of the transition; empty for none. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @JsonSerialize(using = ToWord.class, nullsUsing = ToWord.class)
    @JsonDeserialize(using = OfWord.class)
    @Nullable
    Transition transition();

    /** Writes a transition that may be none. */
    final class ToWord extends JsonSerializer<Transition> {
        @Override
        public void serialize(@Nullable Transition transition, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(transition == null ? "" : transition.word());
        }
    }

    /** Reads a transition that may be none. */
    final class OfWord extends JsonDeserializer<Transition> {
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
