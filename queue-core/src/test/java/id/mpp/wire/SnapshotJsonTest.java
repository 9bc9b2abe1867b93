package id.mpp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import id.mpp.queue.History;
import id.mpp.queue.QueueSnapshot;
import id.mpp.queue.QueueState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The state as the journal keeps it. */
class SnapshotJsonTest {
    /** 60 of 2,000, and 300 of 10,000; each costs as much as thirty without JSON. */
    private static final int HISTORIES = Math.max(1, Integer.getInteger("histories.count", 2_000) * 3 / 100);

    @Test
    void aStateKeptAsJsonGoesOnLikeTheOneItWasTakenFrom() {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        System.out.printf("snapshots: %d from seed %d (-Dhistories.seed=%d)%n", HISTORIES, seed, seed);
        for (int i = 0; i < HISTORIES; i++) {
            try {
                new History(seed + i, type -> {})
                        .keptBy(SnapshotJsonTest::byWayOfJson)
                        .run();
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + (seed + i) + ": " + broken.getMessage(), broken);
            }
        }
    }

    @Test
    void aSnapshotWithAPartMissingIsRefused() throws JsonProcessingException {
        String json = Json.mapper().writeValueAsString(new QueueState().snapshot());
        assertEquals(new QueueState().snapshot(), Json.mapper().readValue(json, QueueSnapshot.class));
        String damaged = json.replace("\"arrivals\":0,", "");
        assertThrows(MismatchedInputException.class, () -> Json.mapper().readValue(damaged, QueueSnapshot.class));
    }

    private static QueueSnapshot byWayOfJson(QueueSnapshot snapshot) {
        try {
            return Json.mapper().readValue(Json.mapper().writeValueAsBytes(snapshot), QueueSnapshot.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot that JSON cannot hold", e);
        }
    }
}
