package id.mpp.server.ingest;

import id.mpp.bus.BusMessage;
import id.mpp.bus.MessageBus;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.Command;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the halls for events that are missing below what has arrived. A question is repeated at growing intervals as
 * long as its gap exists. Belongs to the acknowledger's thread.
 */
final class GapQuestions {
    /**
     * How long a gap may exist before the first question. A gap that closes by itself within this time was a message
     * overtaken by another one, which happens with Artemis.
     */
    static final Duration FIRST_ASK_DELAY = Duration.ofSeconds(5);

    /**
     * The longest time between two questions, which doubles each time. An event that can never be read must not cause a
     * storm.
     */
    private static final Duration LONGEST_ASK_DELAY = Duration.ofMinutes(10);

    /** How often the gaps are checked. */
    static final Duration GAP_LOOK_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(GapQuestions.class);

    private final MessageBus bus;
    private final Map<String, Asked> asked = new HashMap<>();
    private long lookedNanos;

    private record Asked(long from, long dueNanos, Duration delay) {}

    GapQuestions(MessageBus bus) {
        this.bus = bus;
    }

    /** Asks for what is missing, unless that was done just now. {@code journals} are all that are known. */
    void askForGaps(Supplier<List<Progress>> journals) throws InterruptedException {
        long now = System.nanoTime();
        if (now - lookedNanos < GAP_LOOK_INTERVAL.toNanos()) {
            return;
        }
        lookedNanos = now;
        for (Progress progress : journals.get()) {
            Progress.Gap gap = progress.gap().orElse(null);
            if (gap == null) {
                asked.remove(progress.installation());
            } else if (postponeUnlessDue(progress.installation(), gap)) {
                askFor(progress, gap);
            }
        }
    }

    private void askFor(Progress progress, Progress.Gap gap) throws InterruptedException {
        BusMessage command = BusMessage.expiring(
                Topics.command(
                        progress.branch(), progress.node(), UUID.randomUUID().toString()),
                Messages.write(new Command("resend", gap.from(), gap.to())),
                FIRST_ASK_DELAY);
        var _ = bus.send(command);
        LOG.info("asked {} for its events {} to {}", progress.node(), gap.from(), gap.to());
    }

    /**
     * Whether to ask now, for the first time when the gap is {@link #FIRST_ASK_DELAY} old and then at growing
     * intervals. Sets the time of the next question.
     */
    private boolean postponeUnlessDue(String installation, Progress.Gap gap) {
        long now = System.nanoTime();
        Asked before = asked.get(installation);
        if (before == null || before.from() != gap.from()) {
            asked.put(installation, new Asked(gap.from(), now + FIRST_ASK_DELAY.toNanos(), FIRST_ASK_DELAY));
            return false;
        }
        if (now - before.dueNanos() < 0) {
            return false;
        }
        Duration doubled = before.delay().multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_ASK_DELAY) < 0 ? doubled : LONGEST_ASK_DELAY;
        asked.put(installation, new Asked(gap.from(), now + next.toNanos(), next));
        return true;
    }
}
