package id.mpp.kiosk.printing;

import id.mpp.hal.printer.Slip;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands on a ticket and how, from top to bottom; an administrator writes it as a file ({@link TicketLayoutFile}).
 * Immutable.
 */
public record TicketLayout(List<Block> blocks) {

    /** A ticket of 60 blocks would be half a metre long; with room below {@link Slip#BLOCKS_AT_MOST}. */
    static final int BLOCKS_AT_MOST = 48;

    /** Characters of a text of the administrator's own: about seven lines on the narrow paper. */
    static final int TEXT_AT_MOST = 200;

    /** What a block shows, and which of its fields an administrator may set. */
    enum Kind {
        LOGO(""),
        HALL("align size bold"),
        CITY("align size bold"),
        COPY(""),
        AGENCY("align size bold"),
        ZONE("align size bold"),
        SERVICE("align size bold"),
        NUMBER_TITLE("align size bold text", "ticket.number"),
        NUMBER(""),
        AHEAD("align size bold text", "ticket.ahead"),
        WAIT("align size bold text", "ticket.wait"),
        DATE("align size bold"),
        HOW_CALLED("align size bold text", "ticket.call"),
        QR(""),
        FOLLOW("align size bold text", "ticket.follow"),
        COMPLAINT("align size bold text", "ticket.complaint"),
        FREE("align size bold text", "ticket.free"),
        TEXT("align size bold text"),
        RULE(""),
        FEED("lines"),
        BEEP("times");

        private final String fields;

        /** The built-in text in the message files; empty where there is none. */
        final String key;

        Kind(String fields) {
            this(fields, "");
        }

        Kind(String fields, String key) {
            this.fields = fields;
            this.key = key;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Set<String> fields() {
            return fields.isEmpty() ? Set.of() : Set.of(fields.split(" ", -1));
        }
    }

    /**
     * One block.
     *
     * @param texts language → the administrator's own words; empty for the built-in ones
     * @param count lines of a feed, times of a beep
     */
    record Block(Kind kind, Slip.Align align, Slip.Size size, boolean bold, Map<String, String> texts, int count) {
        Block {
            texts = Map.copyOf(texts);
        }
    }

    public TicketLayout {
        blocks = List.copyOf(blocks);
    }
}
