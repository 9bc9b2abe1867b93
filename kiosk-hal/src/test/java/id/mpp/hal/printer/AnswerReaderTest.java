package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.AnswerReader.Kind;
import id.mpp.hal.printer.AnswerReader.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** However the reading thread ends, whoever waits for an answer hears of it at once. */
class AnswerReaderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aFaultOnTheReadingThreadMeansThatTheConnectionIsLost() throws Exception {
        AnswerReader reader = new AnswerReader(_ -> {});
        reader.start(
                _ -> {
                    throw new IllegalStateException("thrown by the test");
                },
                "test");
        assertTrue(reader.awaitAnswer(Kind.REAL_TIME, LONG).is(Outcome.ENDED));
        assertTrue(reader.isGone(), "it has to be opened anew");
    }

    @Test
    void aFaultOfWhoHearsTheStatusMeansTheSame() throws Exception {
        AnswerReader reader = new AnswerReader(_ -> {
            throw new AssertionError("thrown by the test");
        });
        byte[] status = {0x10, 0, 0, 0};
        reader.start(
                buffer -> {
                    System.arraycopy(status, 0, buffer, 0, status.length);
                    return status.length;
                },
                "test");
        assertTrue(reader.awaitAnswer(Kind.ORDERED, LONG).is(Outcome.ENDED));
        assertTrue(reader.isGone());
    }

    @Test
    void aDeviceThatCannotBeReadIsNotLost() throws Exception {
        AnswerReader reader = new AnswerReader(_ -> {
            throw new AssertionError("nothing comes");
        });
        reader.start(
                _ -> {
                    throw new IOException("this device cannot be read");
                },
                "test");
        assertEquals(Outcome.ENDED, reader.awaitAnswer(Kind.REAL_TIME, LONG).outcome());
        assertFalse(reader.isGone(), "it prints without a proof");
    }
}
