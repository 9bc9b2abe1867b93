package id.mpp.kiosk.web;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Refusal;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.ProblemAnswers;
import id.mpp.web.ProblemTexts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From a request to the desk and back: the request's virtual thread waits until the desk has committed, then writes the
 * answer.
 */
public final class DeskCalls implements Feature {
    private static final int MAX_KEY = 128;
    /** Copied for each request: looking an algorithm up costs more than using it. */
    private static final MessageDigest SHA_256 = sha256();

    /** The answer to a command that was accepted; made on the desk's thread. */
    @FunctionalInterface
    public interface Answer {
        Desk.StoredReply make(Decision.Accepted decision, HallView after);
    }

    private final Desk desk;
    private final ProblemTexts texts;
    private final ProblemAnswers problems;
    private final RefusalProblems refusals;
    private final Supplier<Moment> now;

    DeskCalls(Desk desk, ProblemTexts texts, RefusalProblems refusals, Supplier<Moment> now) {
        this.desk = desk;
        this.texts = texts;
        this.problems = new ProblemAnswers(texts);
        this.refusals = refusals;
        this.now = now;
    }

    /**
     * The key under which a request is carried out once.
     *
     * @throws ProblemException 400 where it is missing or no key
     */
    static String key(Context ctx) {
        String key = ctx.header("Idempotency-Key");
        if (key == null || key.isEmpty()) {
            throw Problem.of(400, "idempotency-key-missing").thrown();
        }
        if (key.length() > MAX_KEY || key.chars().anyMatch(c -> c <= 0x20 || c > 0x7e)) {
            throw JsonBody.wrong("Idempotency-Key", key, "1 to 128 visible ASCII characters")
                    .thrown();
        }
        return key;
    }

    /** Has a command carried out for an actor and answers the request with what comes of it. */
    public void run(Context ctx, ActorId actor, JsonBody body, Command command, Answer answer) {
        String language = texts.languageFor(ctx.header("Accept-Language"));
        String scope = ctx.req().getMethod() + " " + ctx.path() + " " + actor;
        Desk.Request request = new Desk.Request(
                key(ctx), scope, fingerprint(body.bytes()), command, (decision, after) -> switch (decision) {
                    case Decision.Accepted accepted -> answer.make(accepted, after);
                    case Decision.Refused refused -> refused(refused.refusal(), command, language);
                });
        try {
            answer(ctx, desk.submit(request).get());
        } catch (ExecutionException e) {
            problems.answer(ctx, problemOf(e.getCause(), ctx));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.answer(ctx, Problem.of(503, "outcome-unknown").header("Retry-After", "2"));
        }
    }

    private Desk.StoredReply refused(Refusal refusal, Command command, String language) {
        if (refusal instanceof Refusal.NothingWaiting && command instanceof Command.CallNext) {
            return new Desk.StoredReply(204, new byte[0]);
        }
        Problem problem = refusals.of(refusal, now.get());
        return new Desk.StoredReply(problem.status(), texts.write(problem, language));
    }

    private void answer(Context ctx, Desk.Reply reply) {
        switch (reply) {
            case Desk.Reply.Answered answered -> write(ctx, answered);
            case Desk.Reply.KeyReused reused -> problems.answer(ctx, Problem.of(422, "idempotency-key-reused"));
        }
    }

    private static void write(Context ctx, Desk.Reply.Answered answered) {
        Desk.StoredReply reply = answered.reply();
        if (answered.replayed()) {
            ctx.header("Idempotency-Replayed", "true");
        }
        ctx.status(reply.status());
        if (reply.body().length > 0) {
            ctx.contentType(reply.status() < 400 ? "application/json" : ProblemAnswers.CONTENT_TYPE)
                    .result(reply.body());
        }
    }

    /** Lists that are read from the journal say likewise that they cannot be read for now. */
    @Override
    public void register(RoutesConfig routes) {
        routes.exception(Desk.Unavailable.class, (e, ctx) -> problems.answer(ctx, problemOf(e)));
    }

    private static Problem problemOf(Desk.Unavailable refused) {
        return Problem.of(503, refused.fault() == null ? "unavailable" : "storage-limited")
                .header("Retry-After", "2");
    }

    private static Problem problemOf(@Nullable Throwable cause, Context ctx) {
        if (cause instanceof Desk.Unavailable refused) {
            return problemOf(refused);
        }
        if (cause instanceof Desk.OutcomeUnknown) {
            return Problem.of(503, "outcome-unknown").header("Retry-After", "2");
        }
        Throwable fault = cause == null ? new IllegalStateException("the desk answered nothing") : cause;
        return ProblemAnswers.unexpected(fault, ctx.method() + " " + ctx.endpoint().path);
    }

    private static byte[] fingerprint(byte[] body) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
