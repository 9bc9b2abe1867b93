package id.mpp.kiosk.web.health;

import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Kernel;
import id.mpp.kiosk.web.LocalOnly;
import id.mpp.kiosk.web.Metrics;
import id.mpp.queue.HallView;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For the machine itself: whether the program lives and can serve, and its figures. Other machines are refused. */
public final class HealthFeature implements Feature {
    /**
     * Whether the kiosk can serve.
     *
     * @param ready whether tickets can be issued
     * @param journal {@code ok}, or what is wrong with it
     * @param relayConnected whether the broker can be reached; the hall serves without it
     * @param outbox events that the server has not acknowledged yet
     * @param relayProblems what keeps the hall from its server, each in one English sentence with what to do; empty
     *     where nothing does
     * @param connections the same for the supervisor's page, in its languages
     */
    public record Readiness(
            boolean ready,
            String journal,
            boolean relayConnected,
            long outbox,
            List<String> relayProblems,
            List<DeviceHealth> connections) {
        public Readiness {
            relayProblems = List.copyOf(relayProblems);
            connections = List.copyOf(connections);
        }
    }

    private record Live(boolean live) {}

    /** @param journalBefore what became of the journal before this one; null where there is nothing to tell */
    private record Ready(
            boolean ready, String journal, @Nullable String journalBefore, Relay relay, List<String> files) {}

    private record Relay(boolean connected, long outbox, List<String> problems) {}

    private final Supplier<Readiness> readiness;
    private final Metrics metrics;
    private final FileTroubles files;
    private final JournalNotice journal;
    private final Supplier<HallView> view;

    /**
     * @param files what is wrong with the hall's files
     * @param journal tells where the journal goes on with another one
     */
    public HealthFeature(
            Kernel kernel, Supplier<Readiness> readiness, Metrics metrics, FileTroubles files, JournalNotice journal) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.files = files;
        this.journal = journal;
        this.view = kernel.desk()::view;
    }

    @Override
    public void register(RoutesConfig routes) {
        addFigures();
        routes.get("/health/live", ctx -> {
            LocalOnly.check(ctx);
            JsonBytes.answer(ctx, new Live(true));
        });
        routes.get("/health/ready", this::ready);
        routes.get("/metrics", ctx -> {
            LocalOnly.check(ctx);
            ctx.contentType(Metrics.CONTENT_TYPE).result(metrics.text());
        });
    }

    private void addFigures() {
        metrics.gauge(
                        "mpp_file_troubles",
                        "Files that are missing or wrong",
                        () -> files.now().size())
                .gauge(
                        "mpp_outbox_events",
                        "Events not yet acknowledged by the server",
                        () -> readiness.get().outbox())
                .gauge(
                        "mpp_relay_connected",
                        "Whether the server can be reached",
                        () -> readiness.get().relayConnected() ? 1 : 0);
    }

    private void ready(Context ctx) {
        LocalOnly.check(ctx);
        Readiness now = readiness.get();
        Begun begun = journal.now(view.get().day());
        ctx.status(now.ready() ? 200 : 503);
        JsonBytes.answer(
                ctx,
                new Ready(
                        now.ready(),
                        now.journal(),
                        begun == null ? null : begun.sentence(),
                        new Relay(now.relayConnected(), now.outbox(), now.relayProblems()),
                        files.now().stream().map(FileTrouble::what).toList()));
    }
}
