package id.mpp.server;

import id.mpp.bus.MessageBus;
import id.mpp.file.DiskTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.program.Watched.Duty;
import id.mpp.server.api.EventRoutes;
import id.mpp.server.api.FleetMetrics;
import id.mpp.server.api.HealthRoutes;
import id.mpp.server.fleet.NodeStates;
import id.mpp.server.ingest.Acknowledger;
import id.mpp.server.ingest.EventIntake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says whether the server does its work: to the watchdog, to supervisors of processes and to Prometheus. */
final class ServerHealth {
    /**
     * The longest time without progress. It is longer than a transaction of eight megabytes takes, and longer than the
     * wait for the broker.
     */
    private static final Duration STILL_AT_MOST = Duration.ofSeconds(12);

    private final Path data;
    private final MessageBus bus;
    private final EventIntake intake;
    private final Acknowledger acknowledger;

    /** @param data the data folder, on whose disk everything depends */
    ServerHealth(Path data, MessageBus bus, EventIntake intake, Acknowledger acknowledger) {
        this.data = data;
        this.bus = bus;
        this.intake = intake;
        this.acknowledger = acknowledger;
    }

    /** What the watchdog asks. */
    Map<String, Duty> duties() {
        Map<String, Duty> duties = new LinkedHashMap<>();
        duties.put("intake", this::intakeTrouble);
        duties.put("acknowledger", this::acknowledgerTrouble);
        return duties;
    }

    /**
     * What the watchdog asks of the broker inside this program.
     *
     * @param lostFor how long the line to it has been down
     */
    static Duty brokerDuty(Supplier<Duration> lostFor) {
        return () -> isStill(lostFor.get()) ? "the own broker is away" : null;
    }

    /** The routes that tell all of it. {@code files} are told there, too, and keep nobody from being served. */
    HealthRoutes routes(FileTroubles files, EventRoutes events, HallTraffic traffic, NodeStates nodes) {
        return new HealthRoutes(checks(), files, metrics(events, traffic), () -> FleetMetrics.of(nodes.known()));
    }

    /** What must work for the server to be ready. */
    private Map<String, Supplier<@Nullable String>> checks() {
        Map<String, Supplier<@Nullable String>> checks = new LinkedHashMap<>();
        checks.put(
                "disk",
                () -> DiskTrouble.of(data)
                        .map(trouble -> trouble.sentence(data))
                        .orElse(null));
        checks.put("store", intake::failure);
        checks.put("intake", this::intakeTrouble);
        checks.put("acknowledger", this::acknowledgerTrouble);
        checks.put("broker", () -> bus.state().problem());
        return checks;
    }

    /** The figures for Prometheus, by their names. */
    private Map<String, DoubleSupplier> metrics(EventRoutes events, HallTraffic traffic) {
        Map<String, DoubleSupplier> metrics = new LinkedHashMap<>();
        metrics.put("mpp_server_events_total", intake::events);
        metrics.put("mpp_server_transactions_total", intake::transactions);
        metrics.put("mpp_server_intake_faults_total", intake::faults);
        metrics.put("mpp_server_unreadable_presence_total", traffic::unreadable);
        metrics.put("mpp_server_store_failing", () -> intake.failure() == null ? 0 : 1);
        metrics.put("mpp_server_broker_connected", () -> bus.state().connected() ? 1 : 0);
        metrics.put("mpp_server_inbox_messages", () -> bus.state().waiting());
        metrics.put("mpp_server_open_streams", events::count);
        Runtime runtime = Runtime.getRuntime();
        metrics.put("mpp_server_heap_bytes", () -> runtime.totalMemory() - runtime.freeMemory());
        return metrics;
    }

    private @Nullable String intakeTrouble() {
        return troubleOf("events are not taken", intake.stillness());
    }

    private @Nullable String acknowledgerTrouble() {
        return troubleOf("halls are told of no commit", acknowledger.stillness());
    }

    private static @Nullable String troubleOf(String what, Duration stillness) {
        return isStill(stillness) ? what + " for " + stillness.toSeconds() + " s" : null;
    }

    private static boolean isStill(Duration stillness) {
        return stillness.compareTo(STILL_AT_MOST) >= 0;
    }
}
