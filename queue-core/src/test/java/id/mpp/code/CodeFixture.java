package id.mpp.code;

import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A hall with a signing key, and a stranger with a key of his own. */
final class CodeFixture {
    static final String BRANCH = "mpp-2172-01";
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Instant NOW = Instant.parse("2026-11-23T02:15:00Z");
    static final Instant EVENING = Instant.parse("2026-11-23T10:00:00Z");
    static final ServiceId SERVICE = new ServiceId("ktp-rekam");
    static final List<ServiceId> SERVICES = List.of(SERVICE, new ServiceId("paspor-baru"));

    final SecureRandom random = new SecureRandom();
    final CodeSigner signer;
    final CodeSigner stranger;
    final VerificationKeys keys;
    final CodeVerifier verifier;

    CodeFixture(Path folder) throws IOException {
        signer = newSigner(folder, "hall");
        stranger = newSigner(folder, "stranger");
        keys = VerificationKeys.read(List.of(folder.resolve("hall.pub")));
        verifier = new CodeVerifier(keys, BRANCH, SERVICES);
    }

    static CodeSigner newSigner(Path folder, String name) throws IOException {
        CodeSigner.createKeys(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
        return CodeSigner.read(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
    }

    Claims booking() {
        return claims(BRANCH, TODAY, SERVICE, EVENING);
    }

    Claims claims(String branch, LocalDate day, ServiceId service, Instant expiry) {
        return new Claims(
                CodeKind.BOOKING, branch, day, service, new TicketNumber("A", 57), Claims.newId(random), expiry);
    }

    Verification check(String text) {
        return verifier.verify(text, TODAY, NOW);
    }
}
