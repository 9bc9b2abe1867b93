package id.mpp.web;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.program.Lane;
import id.mpp.program.Workers;
import id.mpp.wire.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code /api/v1/session}: log in, who am I, log out; {@code …/password}: a password of one's own. Passwords are
 * checked on one thread of their own with a short queue, so that a crowd logging in never slows the queue of the hall.
 */
public final class SessionRoutes implements AutoCloseable {
    static final String PATH = "/api/v1/session";

    /** Logins waiting for their turn; at 40 ms each the last one waits little more than a second. */
    private static final int MAX_WAITING = 32;

    private static final int MAX_NAME = 40;

    private final Accounts accounts;
    private final Sessions sessions;
    private final Guard guard;
    private final Function<Account, Map<String, Object>> more;
    private final LoginDelay delay;
    private final Lane checker;

    /** @param more further members of the answer, such as the counters an officer may open */
    public SessionRoutes(
            Accounts accounts,
            Sessions sessions,
            Guard guard,
            InstantSource clock,
            Function<Account, Map<String, Object>> more,
            Workers workers) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.guard = guard;
        this.more = more;
        this.delay = new LoginDelay(clock);
        this.checker = workers.lane("login", MAX_WAITING);
    }

    public void register(RoutesConfig routes) {
        routes.post(PATH, this::logIn);
        routes.get(PATH, ctx -> answer(ctx, guard.require(ctx, Role.values()).account()));
        routes.delete(PATH, this::logOut);
        routes.post(PATH + "/password", this::changePassword);
    }

    @Override
    public void close() {
        checker.close();
    }

    private void logIn(Context ctx) {
        JsonBody body = JsonBody.of(ctx);
        String name = body.text("username", MAX_NAME);
        String password = body.text("password", Passwords.MOST);
        body.done();
        String address = ctx.ip();
        Duration wait = delay.remaining(name, address);
        if (wait.isPositive()) {
            throw delayed(wait);
        }
        onChecker(ctx, () -> accounts.authenticate(name, password), account -> {
            if (account.isEmpty()) {
                delay.failed(name, address);
                throw Problem.of(401, "login-failed").thrown();
            }
            delay.succeeded(name);
            guard.sessionId(ctx).ifPresent(sessions::end);
            guard.give(ctx, sessions.begin(account.get()));
            answer(ctx, account.get());
        });
    }

    private void logOut(Context ctx) {
        guard.sessionId(ctx).ifPresent(sessions::end);
        guard.take(ctx);
        ctx.status(204);
    }

    private void changePassword(Context ctx) {
        Account account = guard.require(ctx, Role.values()).account();
        JsonBody body = JsonBody.of(ctx);
        String current = body.text("current", Passwords.MOST);
        String next = body.text("next", Passwords.MOST);
        body.done();
        String name = account.name().value();
        Duration wait = delay.remaining(name, ctx.ip());
        if (wait.isPositive()) {
            throw delayed(wait);
        }
        onChecker(ctx, () -> replaced(account, current, next), changed -> {
            if (changed.isEmpty()) {
                delay.failed(name, ctx.ip());
                throw Problem.of(401, "login-failed").thrown();
            }
            sessions.endAll(account.name());
            guard.give(ctx, sessions.begin(changed.get()));
            answer(ctx, changed.get());
        });
    }

    private Optional<Account> replaced(Account account, String current, String next) throws IOException {
        String name = account.name().value();
        if (accounts.authenticate(name, current).isEmpty()) {
            return Optional.empty();
        }
        accounts.changePassword(account.name(), next);
        return accounts.find(name);
    }

    /** Work with passwords: on the checker's thread, which also writes the short answer. */
    private void onChecker(Context ctx, Check check, Consumer<Optional<Account>> then) {
        ctx.future(() -> {
            try {
                return checker.submit(check::unchecked).thenAccept(then);
            } catch (RejectedExecutionException e) {
                throw Problem.of(503, "login-busy").header("Retry-After", "2").thrown();
            }
        });
    }

    @FunctionalInterface
    private interface Check {
        Optional<Account> run() throws IOException;

        default Optional<Account> unchecked() {
            try {
                return run();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot store accounts", e);
            }
        }
    }

    private static ProblemException delayed(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return Problem.of(401, "login-failed")
                .text("login-delayed")
                .with("retryAfterSeconds", seconds)
                .header("Retry-After", Long.toString(seconds))
                .thrown();
    }

    private void answer(Context ctx, Account account) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("username", account.name().value());
            out.writeStringField("role", account.role().word());
            if (account.agency() != null) {
                out.writeStringField("agency", account.agency().value());
            }
            out.writeBooleanField("firstPassword", account.firstPassword());
            for (Map.Entry<String, Object> member : more.apply(account).entrySet()) {
                out.writePOJOField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the session of " + account.name(), e);
        }
        ctx.contentType("application/json").result(bytes.toByteArray());
    }
}
