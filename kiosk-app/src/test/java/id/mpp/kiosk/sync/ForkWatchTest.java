package id.mpp.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch.Link;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Answer;
import id.mpp.wire.Messages.Question;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What proves that a journal is a copy of one that went on, and what does not. */
class ForkWatchTest {
    private static final String OURS = "installation-1";
    private static final String ZEROS = Chain.hex(Chain.start());

    /** The journal as the server has it, up to event 15. */
    private final MemoryOutbox went = new MemoryOutbox(OURS);

    private final MemoryOutbox ours = new MemoryOutbox(OURS);
    private final ForkWatch watch =
            new ForkWatch(RelayOptions.of(MemoryOutbox.BRANCH, MemoryOutbox.NODE, "boot-0001", "1"), ours);

    @BeforeEach
    void copyTheFirstTen() {
        went.append(10);
        ours.copyOf(went);
        went.append(5);
    }

    @Test
    void aChainFitsWhereItIsOursAndWhereNothingCanBeSaid() {
        assertTrue(watch.fits(ack(10, chain(went, 10))));
        assertTrue(watch.fits(ack(0, ZEROS)));
        assertTrue(watch.fits(ack(7, null)), "a server of an older version");
        assertTrue(watch.fits(ack(15, chain(went, 15))), "beyond our last, which the plan finds");
        assertTrue(watch.fits(new Ack("installation-2", 3, "s", "e", ZEROS, null)), "another journal");
        assertFalse(watch.fits(ack(7, ZEROS)));
        ours.append(8);
        assertFalse(watch.fits(ack(15, chain(went, 15))), "we went on by ourselves");
    }

    @Test
    void anEventOfOursThatWeDoNotHoldIsProof() {
        Question question = watch.question(ack(15, chain(went, 15)));
        assertEquals(new Question(OURS, 11), question, "the first that we do not hold");
        assertEquals(
                Optional.of(new ServerWord.Fork(OURS, 11, chain(went, 11), "s")),
                watch.proof(question, answer(went, 11)));
    }

    @Test
    void anotherEventInPlaceOfOursIsProof() {
        ours.append(8);
        Question question = watch.question(ack(15, chain(went, 15)));
        assertEquals(15, question.seq());
        assertTrue(watch.proof(question, answer(went, 15)).isPresent());
    }

    @Test
    void whatWeHoldIsNoProofAlsoWhereWeIssuedItMeanwhile() {
        Question question = new Question(OURS, 11);
        assertTrue(watch.proof(new Question(OURS, 10), answer(went, 10)).isEmpty());
        ours.append(1);
        assertTrue(watch.proof(question, answer(ours, 11)).isEmpty());
    }

    @Test
    void anythingElseProvesNothing() {
        Question asked = new Question(OURS, 11);
        MemoryOutbox other = new MemoryOutbox("installation-2");
        other.append(12);
        Answer right = answer(went, 11);
        String event = right.event();
        assertTrue(watch.proof(asked, right).isPresent());
        assertNone(asked, answer(went, 12), "of another seq");
        assertNone(asked, answer(other, 11), "of another journal");
        assertNone(asked, made(OURS, 11, right.chainBefore(), answer(other, 11).event(), right.chain()), "its event");
        assertNone(asked, made(OURS, 11, ZEROS, event, right.chain()), "a chain that does not fit");
        assertNone(asked, made(OURS, 11, right.chainBefore(), event, ZEROS), "another chain");
        assertNone(
                asked, made(OURS, 11, right.chainBefore(), answer(went, 12).event(), right.chain()), "its neighbour");
        assertNone(asked, made(OURS, 11, null, event, right.chain()), "no chain before it");
        assertNone(asked, made(OURS, 11, right.chainBefore(), null, right.chain()), "no event");
        assertNone(asked, made(OURS, 11, right.chainBefore(), event, null), "no chain");
        assertNone(asked, made(OURS, 11, "zz", event, right.chain()), "no hexadecimal");
        assertNone(asked, made(OURS, 11, right.chainBefore(), "*", right.chain()), "no base64");
        byte[] junk = "{\"seq\":11}".getBytes(StandardCharsets.UTF_8);
        assertNone(
                asked,
                made(
                        OURS,
                        11,
                        ZEROS,
                        Base64.getEncoder().encodeToString(junk),
                        Chain.hex(new Chain().next(Chain.start(), junk))),
                "no event that can be read");
    }

    private void assertNone(Question asked, Answer answer, String what) {
        assertTrue(watch.proof(asked, answer).isEmpty(), what);
    }

    private static Ack ack(long through, @Nullable String head) {
        return new Ack(OURS, through, "s", "e", head, null);
    }

    private static String chain(MemoryOutbox journal, long seq) {
        return Chain.hex(link(journal, seq).chain());
    }

    private static Link link(MemoryOutbox journal, long seq) {
        return journal.read(seq, 1).getFirst();
    }

    static Answer answer(MemoryOutbox journal, long seq) {
        return made(
                journal.installation(),
                seq,
                seq == 1 ? ZEROS : chain(journal, seq - 1),
                Base64.getEncoder().encodeToString(link(journal, seq).stored()),
                chain(journal, seq));
    }

    private static Answer made(
            String installation, long seq, @Nullable String before, @Nullable String event, @Nullable String chain) {
        return new Answer(installation, 15, seq, before, event, chain, "s", "e");
    }
}
