package id.mpp.code;

import id.mpp.code.Verification.Reason;
import id.mpp.queue.ServiceId;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks signed codes in one hall, with public keys alone and without a network. Whether a code was used before the
 * engine knows: it lets each reservation in once. Immutable, usable from any thread; a check takes well under 10 ms.
 */
public final class CodeVerifier {
    private final VerificationKeys keys;
    private final String branch;
    private final Map<Integer, ServiceId> services = new HashMap<>();

    /** @throws IllegalArgumentException when two services of the hall look the same in a code */
    public CodeVerifier(VerificationKeys keys, String branch, Collection<ServiceId> services) {
        this.keys = keys;
        this.branch = branch;
        for (ServiceId service : services) {
            ServiceId other = this.services.put(CodeLayout.digest(service.value(), CodeLayout.SERVICE_BYTES), service);
            if (other != null && !other.equals(service)) {
                throw new IllegalArgumentException("services " + other + " and " + service
                        + " cannot be told apart in a signed code: give one of them another id");
            }
        }
    }

    /**
     * Checks one scanned text.
     *
     * @param businessDay the day that is open in the hall
     * @param trustedNow the time, or null while the clock cannot be trusted; then the business day alone decides
     */
    public Verification verify(String text, LocalDate businessDay, @Nullable Instant trustedNow) {
        if (text.length() != CodeLayout.TEXT_LENGTH || !text.startsWith(CodeLayout.PREFIX)) {
            return Verification.refused(Reason.MALFORMED);
        }
        Optional<byte[]> bytes = Base45.decode(text.substring(CodeLayout.PREFIX.length()));
        if (bytes.isEmpty()) {
            return Verification.refused(Reason.MALFORMED);
        }
        byte[] payload = Arrays.copyOf(bytes.get(), CodeLayout.PAYLOAD_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes.get(), CodeLayout.PAYLOAD_BYTES, bytes.get().length);
        Optional<CodeLayout.Fields> fields = CodeLayout.read(payload);
        if (fields.isEmpty()) {
            return Verification.refused(Reason.MALFORMED);
        }
        boolean genuine = keys.find(fields.get().keyId())
                .map(key -> isSigned(key, CodeLayout.signed(payload), signature))
                .orElse(false);
        return genuine ? judge(fields.get(), businessDay, trustedNow) : Verification.refused(Reason.FORGED);
    }

    private Verification judge(CodeLayout.Fields code, LocalDate businessDay, @Nullable Instant trustedNow) {
        if (code.branch() != CodeLayout.digest(branch, CodeLayout.BRANCH_BYTES)) {
            return Verification.refused(Reason.WRONG_BRANCH);
        }
        if (trustedNow != null && !trustedNow.isBefore(code.expiry())) {
            return Verification.refused(Reason.EXPIRED);
        }
        if (!code.day().equals(businessDay)) {
            return Verification.refused(code.day().isAfter(businessDay) ? Reason.NOT_YET : Reason.WRONG_DAY);
        }
        ServiceId service = services.get(code.service());
        if (service == null) {
            return Verification.refused(Reason.UNKNOWN_SERVICE);
        }
        return new Verification.Valid(
                new Claims(code.kind(), branch, code.day(), service, code.number(), code.id(), code.expiry()));
    }

    static boolean isSigned(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            // Not even a possible signature: its number is out of the group's range, or its point is none.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 checks Ed25519", e);
        }
    }
}
