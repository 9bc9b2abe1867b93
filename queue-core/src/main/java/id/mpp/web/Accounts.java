package id.mpp.web;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.Copies;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.file.PrivateFile;
import id.mpp.program.Workers;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people who may log in, kept in {@code accounts.json} (mode 0600, replaced as a whole). Passwords are there as
 * Argon2id hashes only. Thread-safe; checking a password takes some 40 ms of processor time.
 */
public final class Accounts implements AutoCloseable {
    /** The end of the program waits no longer for passwords that are being hashed. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private static final Duration STORE_AGAIN = Duration.ofSeconds(5);
    /** Several times the officers of the largest hall. */
    private static final int MAX_ACCOUNTS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /** An account to be made. */
    public record Wanted(ActorId name, Role role, @Nullable AgencyId agency) {}

    /** Where the generated passwords go before the accounts come into force. */
    @FunctionalInterface
    public interface CredentialSink {
        void publish(List<Credential> credentials) throws IOException;
    }

    private record Entry(
            ActorId name, String role, @Nullable AgencyId agency, boolean firstPassword, String hash) {
        Account account() {
            return new Account(name, Role.of(role), agency, firstPassword);
        }
    }

    /** The copy of the accounts that were right last. */
    private static final String COPY = "accounts.json";

    private final Path file;
    private final Passwords passwords = new Passwords();
    /** Replaced as a whole, so that readers need no lock. */
    private volatile Map<String, Entry> entries = Map.of();
    /** Done, unless the first passwords are being hashed; whoever asks for an account meanwhile waits. */
    private volatile CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);
    /** What a wrong name is checked against, so that it takes as long as a wrong password. */
    private volatile @Nullable String decoy;

    private Accounts(Path file) {
        this.file = file;
    }

    /** {@link #open(Path, FileTroubles)} where nobody asks for the troubles. */
    public static Accounts open(Path file) {
        return open(file, new FileTroubles());
    }

    /**
     * Reads the accounts; a missing file means that there are none yet, also in a hall that had some: whoever may move
     * it away may read the new first passwords. A file that cannot be read neither locks everybody out nor gives an
     * account away: those serve that were right last, and without them the file is set aside and new first passwords
     * are made. A wrong entry is left out.
     */
    public static Accounts open(Path file, FileTroubles troubles) {
        Accounts accounts = new Accounts(file);
        Path kept = accounts.copies().of(COPY);
        if (!Files.exists(file)) {
            if (Files.exists(kept)) {
                troubles.set(
                        file,
                        List.of(FileFault.of("the accounts file " + file
                                + " is missing; new first passwords were made, as at the first start (credentials)")),
                        FileTrouble.Serves.NEW);
            }
            return accounts;
        }
        List<FileFault> faults = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            accounts.entries = read(bytes, faults);
            troubles.set(file, faults, FileTrouble.Serves.GOOD_ROWS);
            accounts.keep(bytes);
        } catch (IOException e) {
            accounts.fallBack(
                    kept, FileFault.of("the accounts file " + file + " cannot be read: " + oneLine(e)), troubles);
        }
        return accounts;
    }

    private void fallBack(Path kept, FileFault fault, FileTroubles troubles) {
        try {
            entries = read(Files.readAllBytes(kept), new ArrayList<>());
            troubles.set(file, List.of(fault), FileTrouble.Serves.LAST_GOOD);
        } catch (IOException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            troubles.set(
                    file,
                    List.of(FileFault.of(fault.getMessage() + "; it is kept as " + aside.getFileName()
                            + ", and new first passwords were made (credentials)")),
                    FileTrouble.Serves.NEW);
            setAside(aside);
        }
    }

    private void setAside(Path aside) {
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the damaged accounts file cannot be kept as " + aside, e);
        }
    }

    /** @throws IOException where not one account can be read */
    private static Map<String, Entry> read(byte[] bytes, List<FileFault> faults) throws IOException {
        JsonNode list = Json.mapper().readTree(bytes);
        if (!list.isArray()) {
            throw FileFault.of("it is no list of accounts");
        }
        Map<String, Entry> map = new LinkedHashMap<>();
        for (JsonNode node : list) {
            try {
                Entry entry = Json.mapper().treeToValue(node, Entry.class);
                map.put(entry.account().name().value(), entry);
            } catch (IOException | IllegalArgumentException e) {
                String name = node.path("name").asText();
                faults.add(FileFault.at(0, "name", name, "the account '" + name + "' is left out: " + oneLine(e)));
            }
        }
        if (map.isEmpty() && !faults.isEmpty()) {
            throw faults.getFirst();
        }
        return map;
    }

    private Copies copies() {
        return Copies.in(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder"));
    }

    private void keep(byte[] bytes) {
        try {
            if (!Files.exists(copies().of(COPY)) || !Arrays.equals(bytes, Files.readAllBytes(copies().of(COPY)))) {
                copies().keep(COPY, bytes);
            }
        } catch (IOException e) {
            LOG.warn("no copy of the accounts can be kept in " + copies().folder(), e);
        }
    }

    /** Whether nobody can log in yet. */
    public boolean isEmpty() {
        return known().isEmpty();
    }

    /**
     * Makes the first accounts with generated passwords, where there are none. The passwords are published before the
     * accounts are stored: a crash in between leaves no account whose password nobody knows. They are published when
     * this returns; they are hashed, which takes a second for a hall, and stored on a thread that goes on, and whoever
     * logs in meanwhile waits. Where they cannot be stored, as on a full disk, they are in force all the same, and
     * storing them is tried again.
     */
    public synchronized void firstStart(Collection<Wanted> wanted, CredentialSink sink, Workers workers)
            throws IOException {
        if (!isEmpty()) {
            return;
        }
        if (wanted.size() > MAX_ACCOUNTS) {
            throw new IllegalArgumentException("at most " + MAX_ACCOUNTS + " accounts; got " + wanted.size());
        }
        List<Credential> credentials = new ArrayList<>();
        Map<Wanted, String> made = new LinkedHashMap<>();
        for (Wanted want : wanted) {
            String password = passwords.generate();
            String agency = want.agency() == null ? null : want.agency().value();
            credentials.add(
                    new Credential(want.name().value(), password, want.role().word(), agency));
            made.put(want, password);
        }
        sink.publish(List.copyOf(credentials));
        CompletableFuture<Void> stored = new CompletableFuture<>();
        hashed = stored;
        workers.errand("first-passwords", () -> {
            boolean done;
            try {
                done = storeFirst(made);
                stored.complete(null);
            } catch (RuntimeException | Error e) {
                stored.completeExceptionally(e);
                throw e;
            }
            while (!done) {
                workers.sleep(STORE_AGAIN);
                done = storeAgain();
            }
        });
    }

    /** Brings them into force; whether they are stored as well. */
    private boolean storeFirst(Map<Wanted, String> passwordOf) {
        Map<String, Entry> made = new LinkedHashMap<>();
        passwordOf.forEach((want, password) -> made.put(want.name().value(), entry(want, password, true)));
        try {
            store(made);
            return true;
        } catch (IOException e) {
            LOG.warn("the first accounts cannot be stored in " + file + " (" + e
                    + "); they are in force, and storing them is tried again. A start before that makes"
                    + " others");
            entries = made;
            return false;
        }
    }

    private synchronized boolean storeAgain() {
        try {
            store(entries);
            LOG.info("the first accounts are stored in " + file);
            return true;
        } catch (IOException e) {
            LOG.debug("the first accounts can still not be stored", e);
            return false;
        }
    }

    /** Waits a while until the first passwords are stored, so that what was published stays true at the next start. */
    @Override
    public void close() {
        try {
            hashed.get(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the first passwords are not in force; others are made at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Entry> known() {
        hashed.join();
        return entries;
    }

    /** Adds an account, or gives an existing one this role and password. */
    public synchronized void put(Wanted wanted, String password) throws IOException {
        checkStrength(wanted.name().value(), password);
        Map<String, Entry> next = new LinkedHashMap<>(known());
        next.put(wanted.name().value(), entry(wanted, password, false));
        store(next);
    }

    /**
     * Gives an account a password of its own choice.
     *
     * @throws ProblemException {@code password-weak}
     */
    public synchronized void changePassword(ActorId name, String password) throws IOException {
        Entry old = known().get(name.value());
        if (old == null) {
            throw new IllegalArgumentException("no account " + name);
        }
        put(new Wanted(old.name(), Role.of(old.role()), old.agency()), password);
    }

    /** Ends an account; its sessions end with it. */
    public synchronized void remove(ActorId name) throws IOException {
        Map<String, Entry> next = new LinkedHashMap<>(known());
        next.remove(name.value());
        store(next);
    }

    public Optional<Account> find(String name) {
        return Optional.ofNullable(known().get(name)).map(Entry::account);
    }

    /** The account with this name and password. A name that is unknown takes as long as a password that is wrong. */
    public Optional<Account> authenticate(String name, String password) {
        Entry entry = known().get(name);
        boolean right = passwords.matches(clipped(password), entry != null ? entry.hash() : decoy());
        return right && entry != null && password.length() <= Passwords.MOST
                ? Optional.of(entry.account())
                : Optional.empty();
    }

    private Entry entry(Wanted wanted, String password, boolean first) {
        Account account = new Account(wanted.name(), wanted.role(), wanted.agency(), first);
        return new Entry(account.name(), account.role().word(), account.agency(), first, passwords.hash(password));
    }

    private void store(Map<String, Entry> next) throws IOException {
        byte[] bytes = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(List.copyOf(next.values()));
        PrivateFile.replace(file, bytes);
        entries = next;
        keep(bytes);
    }

    private String decoy() {
        String hash = decoy;
        if (hash == null) {
            hash = passwords.hash(passwords.generate());
            decoy = hash;
        }
        return hash;
    }

    private static String clipped(String password) {
        return password.length() <= Passwords.MOST ? password : password.substring(0, Passwords.MOST);
    }

    private static void checkStrength(String name, String password) {
        if (password.length() < Passwords.LEAST
                || password.length() > Passwords.MOST
                || password.equalsIgnoreCase(name)) {
            throw Problem.of(422, "password-weak")
                    .with("least", Passwords.LEAST)
                    .with("most", Passwords.MOST)
                    .thrown();
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
