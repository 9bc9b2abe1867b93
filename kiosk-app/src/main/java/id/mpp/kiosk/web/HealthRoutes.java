package id.mpp.kiosk.web;

import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.JournalNotice;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** For the machine itself: whether the program lives and can serve, and its figures. Other machines are refused. */
final class HealthRoutes {
    private final Supplier<Readiness> readiness;
    private final Metrics metrics;
    private final FileTroubles files;
    private final JournalNotice journal;
    private final Supplier<HallView> view;

    HealthRoutes(
            Supplier<Readiness> readiness,
            Metrics metrics,
            FileTroubles files,
            JournalNotice journal,
            Supplier<HallView> view) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.files = files;
        this.journal = journal;
        this.view = view;
    }

    void register(RoutesConfig routes) {
        routes.get("/health/live", ctx -> {
            LocalOnly.check(ctx);
            ctx.contentType("application/json").result("{\"live\":true}");
        });
        routes.get("/health/ready", this::ready);
        routes.get("/metrics", ctx -> {
            LocalOnly.check(ctx);
            ctx.contentType(Metrics.CONTENT_TYPE).result(metrics.text());
        });
    }

    private void ready(Context ctx) {
        LocalOnly.check(ctx);
        Readiness now = readiness.get();
        Begun begun = journal.now(view.get().day());
        ctx.status(now.ready() ? 200 : 503).contentType("application/json").result(JsonBytes.object(out -> {
            out.writeBooleanField("ready", now.ready());
            out.writeStringField("journal", now.journal());
            JsonBytes.optional(out, "journalBefore", begun == null ? null : begun.sentence());
            out.writeObjectFieldStart("relay");
            out.writeBooleanField("connected", now.relayConnected());
            out.writeNumberField("outbox", now.outbox());
            JsonBytes.words(out, "problems", now.relayProblems());
            out.writeEndObject();
            out.writeArrayFieldStart("files");
            for (FileTrouble trouble : files.now()) {
                out.writeString(trouble.what());
            }
            out.writeEndArray();
        }));
    }
}
