package id.mpp.kiosk.sync;

import id.mpp.kiosk.sync.ServerWord.Fork;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Answer;
import id.mpp.wire.Messages.Question;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server has the journal that we have. An acknowledgement alone, which one message of anybody can forge, is
 * only a reason to ask; proof is the answer to our own question with an event of this journal, in its chain, that we do
 * not hold. Belongs to the thread that receives; reads the journal beside its writer.
 */
final class ForkWatch {
    private static final Pattern CHAIN = Pattern.compile("[0-9a-f]{64}");

    private final RelayOptions options;
    private final Outbox outbox;

    ForkWatch(RelayOptions options, Outbox outbox) {
        this.options = options;
        this.outbox = outbox;
    }

    /**
     * Whether the chain that the server tells is ours, as far as can be told: what is not here any more proves nothing.
     */
    boolean fits(Ack ack) {
        if (ack.head() == null || ack.through() < 1 || !ack.installation().equals(outbox.installation())) {
            return true;
        }
        EventBatch.Link ours = ours(ack.through());
        return ours == null || Chain.hex(ours.chain()).equals(ack.head());
    }

    /** The event to ask for where an acknowledgement cannot be right. */
    Question question(Ack ack) {
        return new Question(outbox.installation(), Math.min(ack.through(), outbox.lastSeq() + 1));
    }

    /** What an answer to this question proves. */
    Optional<Fork> proof(Question asked, Answer answer) {
        String before = answer.chainBefore();
        String chain = answer.chain();
        String event = answer.event();
        if (!answer.installation().equals(asked.installation())
                || answer.seq() != asked.seq()
                || before == null
                || chain == null
                || event == null
                || !CHAIN.matcher(before).matches()
                || !CHAIN.matcher(chain).matches()
                || !isOurs(asked, before, event, chain)) {
            return Optional.empty();
        }
        EventBatch.Link held = ours(asked.seq());
        boolean known = held == null
                ? asked.seq() <= outbox.lastSeq()
                : Chain.hex(held.chain()).equals(chain);
        return known
                ? Optional.empty()
                : Optional.of(new Fork(asked.installation(), asked.seq(), chain, answer.server()));
    }

    private boolean isOurs(Question asked, String before, String event, String chain) {
        try {
            byte[] stored = Base64.getDecoder().decode(event);
            EventEnvelope envelope = EventCodec.decode(stored);
            return envelope.installation().equals(asked.installation())
                    && envelope.seq() == asked.seq()
                    && envelope.branch().equals(options.who().branch())
                    && envelope.node().value().equals(options.who().node())
                    && Arrays.equals(
                            new Chain().next(HexFormat.of().parseHex(before), stored),
                            HexFormat.of().parseHex(chain));
        } catch (EventFormatException | IllegalArgumentException e) {
            return false;
        }
    }

    private EventBatch.@Nullable Link ours(long seq) {
        List<EventBatch.Link> links = outbox.read(seq, 1);
        return links.isEmpty() ? null : links.getFirst();
    }
}
