package id.mpp.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the bus is, for logs and health pages.
 *
 * @param connected whether subscriptions are in place and the last round trip came back
 * @param since since when it is so
 * @param lastError why the last connection ended or did not come about; null before the first failure
 * @param trouble what is wrong now, also while connected: a refusal, or a program that takes our client id; null where
 *     nothing is
 * @param connections how often a connection came about
 * @param sent messages that the broker acknowledged
 * @param received messages that were taken from the broker, duplicates included
 * @param waiting received messages that the program has not taken yet
 */
public record BusState(
        String url,
        boolean connected,
        Instant since,
        @Nullable String lastError,
        @Nullable LineTrouble trouble,
        long connections,
        long sent,
        long received,
        int waiting) {
    /** What is wrong now, with what to do, in one sentence; null where nothing is. */
    public @Nullable String problem() {
        if (trouble != null) {
            return trouble.sentence();
        }
        return connected ? null : toString();
    }

    /** One line, such as {@code connected to tcp://127.0.0.1:1883 since …; last error: …}. */
    @Override
    public String toString() {
        String now = (connected ? "connected to " : "not connected to ") + url + " since " + since;
        return lastError == null ? now : now + "; last error: " + lastError;
    }
}
