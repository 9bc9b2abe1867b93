package id.mpp.web;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.file.PrivateFile;
import id.mpp.program.SteadyClock;
import id.mpp.queue.ActorId;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is logged in. Ids are random (256 bits) and only their SHA-256 is kept. A session ends after 15 minutes without a
 * request, unless its account is at work (an officer whose counter is open), and after one shift in any case. Several
 * sessions per account are allowed.
 *
 * <p>They survive a restart in a small file, written at login and logout and by {@link #flush()}, not at every request:
 * after a crash a session may seem idle for longer than it was. Thread-safe; {@link #find} never blocks.
 */
public final class Sessions implements AutoCloseable {
    static final Duration IDLE = Duration.ofMinutes(15);
    /** One shift. */
    static final Duration LONGEST = Duration.ofHours(12);
    /** All sessions together; the one idle for longest makes room. */
    private static final int MAX_SESSIONS = 1_000;

    private static final int ID_BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** As stored; the key is the hash of the id. */
    private record Stored(String hash, ActorId account, Instant created, Instant used) {}

    private static final class Live {
        private final ActorId account;
        private final Instant created;
        private volatile Instant used;

        Live(ActorId account, Instant created, Instant used) {
            this.account = account;
            this.created = created;
            this.used = used;
        }
    }

    private final @Nullable Path file;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Predicate<Account> atWork;
    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean changed;

    /**
     * Reads the sessions that are still valid. A file that cannot be read is reported and replaced: everybody logs in
     * again.
     *
     * @param file null keeps sessions in memory only
     * @param clock a {@link SteadyClock}, so that a step of the wall clock logs nobody out
     * @param atWork whether the account may stay although it is idle, until the end of the shift; asked at every
     *     request
     */
    public Sessions(@Nullable Path file, Accounts accounts, InstantSource clock, Predicate<Account> atWork) {
        this(file, accounts, clock, atWork, new FileTroubles());
    }

    /** The same, and says what is wrong with its file. */
    public Sessions(
            @Nullable Path file,
            Accounts accounts,
            InstantSource clock,
            Predicate<Account> atWork,
            FileTroubles troubles) {
        this.file = file;
        this.accounts = accounts;
        this.clock = clock;
        this.atWork = atWork;
        if (file != null && Files.exists(file)) {
            load(file, troubles);
        }
    }

    /** Begins a session and returns its id, the secret for the cookie. */
    public String begin(Account account) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        dropEnded();
        makeRoom();
        live.put(hash(id), new Live(account.name(), now, now));
        changed = true;
        flush();
        return id;
    }

    /** The session with this id, if it is valid now; counts as use. */
    public Optional<Session> find(String id) {
        String hash = hash(id);
        Live session = live.get(hash);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Account> account = accounts.find(session.account.value());
        if (account.isEmpty() || over(session, account.get(), now)) {
            live.remove(hash);
            changed = true;
            return Optional.empty();
        }
        session.used = now;
        changed = true;
        return account.map(Session::new);
    }

    /** Ends one session; an unknown one is already ended. */
    public void end(String id) {
        if (live.remove(hash(id)) != null) {
            changed = true;
            flush();
        }
    }

    /** Ends all sessions of an account, after its password was changed for instance. */
    public void endAll(ActorId account) {
        live.values().removeIf(session -> session.account.equals(account));
        changed = true;
        flush();
    }

    /** How many sessions there are. */
    public int count() {
        return live.size();
    }

    /**
     * Writes what changed since the last time; call it about once a minute. A full disk is logged: sessions go on in
     * memory.
     */
    public synchronized void flush() {
        if (file == null || !changed) {
            return;
        }
        changed = false;
        List<Stored> list = new ArrayList<>();
        live.forEach((hash, session) -> list.add(new Stored(hash, session.account, session.created, session.used)));
        try {
            PrivateFile.replace(file, Json.mapper().writeValueAsBytes(list));
        } catch (IOException e) {
            changed = true;
            LOG.warn("cannot store sessions in " + file + "; after a restart people log in again", e);
        }
    }

    @Override
    public void close() {
        flush();
    }

    private boolean over(Live session, Account account, Instant now) {
        if (Duration.between(session.created, now).compareTo(LONGEST) > 0) {
            return true;
        }
        return Duration.between(session.used, now).compareTo(IDLE) > 0 && !atWork.test(account);
    }

    private void dropEnded() {
        Instant now = clock.instant();
        live.values().removeIf(session -> {
            Optional<Account> account = accounts.find(session.account.value());
            return account.isEmpty() || over(session, account.get(), now);
        });
    }

    private void makeRoom() {
        while (live.size() >= MAX_SESSIONS) {
            live.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().used))
                    .ifPresent(entry -> live.remove(entry.getKey()));
        }
    }

    /** A session that was ended must not come back, so there is no copy: what cannot be read has ended. */
    private void load(Path from, FileTroubles troubles) {
        List<FileFault> faults = new ArrayList<>();
        try {
            JsonNode list = Json.mapper().readTree(Files.readAllBytes(from));
            if (!list.isArray()) {
                throw FileFault.of("it is no list of sessions");
            }
            Instant now = clock.instant();
            for (JsonNode node : list) {
                try {
                    Stored stored = Json.mapper().treeToValue(node, Stored.class);
                    live.put(stored.hash(), anchored(stored, now));
                } catch (IOException | RuntimeException e) {
                    faults.add(FileFault.of(
                            "one of the sessions in " + from + " is unreadable; that person logs in again"));
                }
            }
            troubles.set(from, faults, FileTrouble.Serves.GOOD_ROWS);
        } catch (IOException e) {
            String why = String.valueOf(FileFault.of(e).getMessage());
            troubles.set(
                    from,
                    List.of(FileFault.of(
                            "the sessions in " + from + " are unreadable (" + why + "); everybody logs in again")),
                    FileTrouble.Serves.NEW);
        }
    }

    /** A clock that went back over the restart must not prolong a session: its age counts from now. */
    private static Live anchored(Stored stored, Instant now) {
        Duration ahead = Duration.between(now, stored.used());
        return ahead.isPositive()
                ? new Live(stored.account(), stored.created().minus(ahead), now)
                : new Live(stored.account(), stored.created(), stored.used());
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
