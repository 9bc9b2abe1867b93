package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What everybody sees on the screens of the hall, asked for once for all. Readers may be any thread. */
final class HallWatch {
    private static final Duration PERIOD = Duration.ofMillis(150);

    /** A service as the kiosk shows it. */
    record Shown(
            String state,
            int waiting,
            int openCounters,
            @Nullable Instant reopensAt) {
        boolean open() {
            return state.equals("open");
        }
    }

    private final HallClient client;
    private volatile Map<String, Shown> services = Map.of();

    HallWatch(HallClient client) {
        this.client = client;
    }

    /** Looks until interrupted. */
    void run() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            look();
            People.THREADS.sleep(PERIOD);
        }
    }

    void look() throws IOException, InterruptedException {
        Map<String, Shown> seen = new HashMap<>();
        for (JsonNode service : client.get("/api/v1/hall").body().path("services")) {
            String reopens = service.path("reopensAt").asText();
            seen.put(
                    service.path("id").asText(),
                    new Shown(
                            service.path("state").asText(),
                            service.path("waiting").asInt(),
                            service.path("openCounters").asInt(),
                            reopens.isEmpty()
                                    ? null
                                    : OffsetDateTime.parse(reopens).toInstant()));
        }
        services = seen;
    }

    Optional<Shown> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /** Those who wait for any of these services. */
    int waiting(Collection<String> ids) {
        Map<String, Shown> now = services;
        return ids.stream()
                .map(now::get)
                .filter(shown -> shown != null)
                .mapToInt(Shown::waiting)
                .sum();
    }

    int waiting() {
        return services.values().stream().mapToInt(Shown::waiting).sum();
    }
}
