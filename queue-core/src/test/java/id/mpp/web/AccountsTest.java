package id.mpp.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.FileTroubles;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final Accounts.Wanted OFFICER =
            new Accounts.Wanted(new ActorId("petugas-bpn"), Role.OFFICER, new AgencyId("bpn"));
    private static final Accounts.Wanted ADMIN = new Accounts.Wanted(new ActorId("admin"), Role.ADMIN, null);

    @TempDir
    private Path folder;

    @Test
    void generatedPasswordsWorkAtOnceAndAfterARestart() throws Exception {
        List<Credential> made = new ArrayList<>();
        Accounts accounts = Accounts.open(file());
        accounts.firstStart(List.of(OFFICER, ADMIN), made::addAll, TestWorkers.told());
        assertTrue(accounts.authenticate("admin", made.getLast().password()).isPresent());
        Accounts again = Accounts.open(file());
        again.firstStart(List.of(ADMIN), credentials -> made.clear(), TestWorkers.told());
        assertEquals(2, made.size(), "a second start makes no new passwords");
        assertTrue(made.getFirst().password().length() >= Passwords.LEAST);
        Account officer =
                again.authenticate("petugas-bpn", made.getFirst().password()).orElseThrow();
        assertEquals(new Account(new ActorId("petugas-bpn"), Role.OFFICER, new AgencyId("bpn"), true), officer);
        assertTrue(again.authenticate("petugas-bpn", made.getLast().password()).isEmpty());
        assertTrue(again.authenticate("nobody", made.getLast().password()).isEmpty());
    }

    @Test
    void theFileHoldsArgon2idHashesOnlyAndIsOurs() throws Exception {
        List<Credential> made = new ArrayList<>();
        try (Accounts accounts = Accounts.open(file())) {
            accounts.firstStart(List.of(ADMIN), made::addAll, TestWorkers.told());
        }
        String stored = Files.readString(file());
        assertFalse(stored.contains(made.getFirst().password()));
        assertTrue(stored.contains("$argon2id$v=19$m=19456,t=2,p=1$"), stored);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void passwordsThatCannotBePublishedMakeNoAccounts() throws Exception {
        Accounts accounts = Accounts.open(file());
        assertThrows(
                IOException.class,
                () -> accounts.firstStart(
                        List.of(ADMIN),
                        credentials -> {
                            throw new IOException("disk full");
                        },
                        TestWorkers.told()));
        assertTrue(accounts.isEmpty());
        assertFalse(Files.exists(file()));
    }

    @Test
    void aPasswordOfOnesOwnNeedsTwelveCharacters() throws Exception {
        Accounts accounts = Accounts.open(file());
        assertThrows(ProblemException.class, () -> accounts.put(ADMIN, "short"));
        assertThrows(ProblemException.class, () -> accounts.put(ADMIN, "x".repeat(200)));
        accounts.put(ADMIN, "a long enough one");
        accounts.changePassword(ADMIN.name(), "another long one");
        assertTrue(accounts.authenticate("admin", "a long enough one").isEmpty());
        assertFalse(
                accounts.authenticate("admin", "another long one").orElseThrow().firstPassword());
        accounts.remove(ADMIN.name());
        assertTrue(
                Accounts.open(file()).authenticate("admin", "another long one").isEmpty());
    }

    @Test
    void anUnreadableFileIsSetAsideAndNobodyGetsAnAccountOfIt() throws Exception {
        Files.writeString(file(), "{ not json");
        FileTroubles troubles = new FileTroubles();
        try (Accounts accounts = Accounts.open(file(), troubles)) {
            assertEquals(Optional.empty(), accounts.find("admin"));
        }
        assertEquals("{ not json", Files.readString(file().resolveSibling("accounts.json.damaged")), "nothing is lost");
        assertTrue(
                troubles.now().toString().contains(file().toString()),
                () -> troubles.now().toString());
    }

    @Test
    void firstAccountsThatCannotBeStoredServeAndAreStoredLater() throws Exception {
        List<Credential> told = new ArrayList<>();
        Accounts accounts = Accounts.open(file());
        Path inTheWay = Files.createDirectories(file().resolve("in-the-way"));
        accounts.firstStart(List.of(ADMIN), told::addAll, TestWorkers.told());
        String password = told.getFirst().password();
        assertTrue(accounts.authenticate("admin", password).isPresent(), "nobody can log in");
        Files.delete(inTheWay);
        Files.delete(file());
        Awaitility.await().until(() -> Files.isRegularFile(file()));
        assertTrue(Accounts.open(file()).authenticate("admin", password).isPresent());
    }

    @Test
    void bothProgramsSharesOfTheCredentialsFileStandBesideEachOther() throws Exception {
        Path file = folder.resolve("data/credentials.json");
        CredentialsFile.put(file, "kiosk", List.of(new Credential("petugas-bpn", "secret-1", "officer", "bpn")));
        CredentialsFile.put(file, "server", List.of(new Credential("admin", "secret-2", "admin", null)));
        JsonNode all = Json.mapper().readTree(Files.readAllBytes(file));
        assertEquals("bpn", all.at("/kiosk/0/agency").asText());
        assertEquals("secret-2", all.at("/server/0/password").asText());
        assertFalse(all.at("/server/0").has("agency"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    private Path file() {
        return folder.resolve("accounts.json");
    }
}
