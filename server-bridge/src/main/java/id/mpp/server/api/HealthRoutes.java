package id.mpp.server.api;

import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}, for supervisors of processes; no session needed.
 */
public final class HealthRoutes {
    private final Map<String, Supplier<@Nullable String>> checks;
    private final Map<String, DoubleSupplier> metrics;
    private final FileTroubles files;
    private final Supplier<String> nodes;

    /**
     * @param checks what must work for the server to be ready; each answers what is wrong, or null
     * @param files what is wrong with files, which does not keep the server from its work
     * @param metrics by Prometheus names; those that end in {@code _total} count, and the others measure
     * @param nodes further lines of that format, about the kiosks
     */
    public HealthRoutes(
            Map<String, Supplier<@Nullable String>> checks,
            FileTroubles files,
            Map<String, DoubleSupplier> metrics,
            Supplier<String> nodes) {
        this.checks = checks;
        this.metrics = metrics;
        this.files = files;
        this.nodes = nodes;
    }

    record Health(String status, List<String> problems, List<String> files) {}

    public void register(RoutesConfig routes) {
        routes.get("/health/live", ctx -> Answers.sendJson(ctx, new Health("live", List.of(), List.of())));
        routes.get("/health/ready", this::answerReadiness);
        routes.get("/metrics", this::answerMetrics);
    }

    private void answerReadiness(Context ctx) {
        List<String> problems = new ArrayList<>();
        checks.forEach((name, check) -> {
            String problem = check.get();
            if (problem != null) {
                problems.add(name + ": " + problem);
            }
        });
        ctx.status(problems.isEmpty() ? 200 : 503);
        Answers.sendJson(
                ctx,
                new Health(
                        problems.isEmpty() ? "ready" : "not-ready",
                        problems,
                        files.now().stream().map(FileTrouble::what).toList()));
    }

    private void answerMetrics(Context ctx) {
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, value) -> text.append("# TYPE ")
                .append(name)
                .append(name.endsWith("_total") ? " counter\n" : " gauge\n")
                .append(String.format(Locale.ROOT, "%s %.0f%n", name, value.getAsDouble())));
        text.append(nodes.get());
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(text.toString());
    }
}
