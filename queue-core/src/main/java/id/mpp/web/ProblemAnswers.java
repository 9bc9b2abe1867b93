package id.mpp.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever ends a request early into {@code application/problem+json}: problems, unknown routes, wrong methods,
 * unreadable requests. What nobody expected is a 500 with a reference under which the log holds the stack trace; the
 * answer never does.
 */
public final class ProblemAnswers {
    /** The content type of RFC 9457. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final ProblemTexts texts;

    public ProblemAnswers(ProblemTexts texts) {
        this.texts = texts;
    }

    public void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> answerIfPossible(ctx, e.problem()));
        routes.exception(HttpResponseException.class, (e, ctx) -> answerIfPossible(ctx, ofHttp(e)));
        routes.exception(Exception.class, this::unexpected);
    }

    /** Writes the problem as the answer of this request, in its language. */
    public void answer(Context ctx, Problem problem) {
        String language = texts.languageFor(ctx.header("Accept-Language"));
        problem.headers().forEach(ctx::header);
        ctx.status(problem.status())
                .header("Cache-Control", "no-store")
                .header("Content-Language", language)
                .contentType(CONTENT_TYPE)
                .result(texts.write(problem, language));
    }

    /** An exception handler that throws is called again by Javalin without end, so this one never does. */
    private void answerIfPossible(Context ctx, Problem problem) {
        try {
            answer(ctx, problem);
        } catch (RuntimeException e) {
            LOG.warn("cannot answer " + problem.code() + "; the connection is gone", e);
        }
    }

    /** The problem for something nobody expected; its reference stands in the log beside the stack trace. */
    public static Problem unexpected(Throwable fault, String what) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("internal error " + reference + " while answering " + what, fault);
        return Problem.of(500, "internal-error").with("reference", reference);
    }

    private void unexpected(Exception e, Context ctx) {
        if (isOver(ctx)) {
            LOG.debug("a request ended before its answer was there", e);
        } else if (e instanceof HttpException http && http.getCode() < 500) {
            answerIfPossible(ctx, ofStatus(http.getCode()));
        } else {
            answerIfPossible(ctx, unexpected(e, ctx.method() + " " + routeOf(ctx)));
        }
    }

    /** Whether Jetty has taken the request back: its client is gone, or the server stops. */
    private static boolean isOver(Context ctx) {
        try {
            return ctx.res().getStatus() < 0 || ctx.req().getMethod() == null;
        } catch (RuntimeException e) {
            LOG.debug("the request is over", e);
            return true;
        }
    }

    /** The route, not the path: a path may hold a ticket id, which is a secret. */
    private static String routeOf(Context ctx) {
        return ctx.endpoints().list().isEmpty() ? "an unknown route" : ctx.endpoint().path;
    }

    private static Problem ofHttp(HttpResponseException e) {
        Problem problem = ofStatus(e.getStatus());
        String allowed = e.getDetails().get("availableMethods");
        return allowed == null || e.getStatus() != 405 ? problem : problem.header("Allow", allowed);
    }

    /** The problem for a status that Javalin or Jetty chose. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "route-unknown");
            case 405 -> Problem.of(405, "method-not-allowed");
            case 413 -> Problem.of(413, "body-too-large");
            case 414 -> Problem.of(414, "address-too-long");
            case 415 -> Problem.of(415, "content-type-wrong");
            case 431 -> Problem.of(431, "headers-too-large");
            // What a client wrote is never our fault: an HTTP version or a transfer coding that does not exist.
            case 501, 505 -> Problem.of(400, "request-malformed");
            case 503 -> Problem.of(503, "unavailable").header("Retry-After", "2");
            default ->
                status >= 500
                        ? Problem.of(500, "internal-error")
                                .with("reference", String.format(Locale.ROOT, "http-%d", status))
                        : Problem.of(status < 400 ? 400 : status, "request-malformed");
        };
    }
}
