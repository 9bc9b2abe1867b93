package id.mpp.code;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public keys whose codes are accepted, by their ids. To change keys, add the new public key everywhere, then sign
 * with the new private key, and take the old public key away when its last code has expired. Immutable.
 */
public final class VerificationKeys {
    private final Map<Integer, PublicKey> byId;

    private VerificationKeys(Map<Integer, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads Ed25519 public keys, X.509 in PEM; a file may hold several.
     *
     * @throws KeyFileException when a file is missing, unreadable or holds something else, or two keys have the same id
     */
    public static VerificationKeys read(List<Path> files) throws KeyFileException {
        Map<Integer, PublicKey> keys = new HashMap<>();
        for (Path file : files) {
            for (byte[] encoded : PemFile.read(file, PemFile.PUBLIC)) {
                PublicKey key = publicKey(file, encoded);
                PublicKey other = keys.put(idOf(key), key);
                if (other != null && !other.equals(key)) {
                    throw new KeyFileException(
                            "a key in " + file + " has the same id as another key, which happens once"
                                    + " in 65,536: make a new key pair");
                }
            }
        }
        return new VerificationKeys(keys);
    }

    public int size() {
        return byId.size();
    }

    Optional<PublicKey> find(int keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    Stream<Integer> ids() {
        return byId.keySet().stream();
    }

    static int idOf(PublicKey key) {
        return CodeLayout.digest(key.getEncoded(), CodeLayout.KEY_ID_BYTES);
    }

    private static PublicKey publicKey(Path file, byte[] encoded) throws KeyFileException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new KeyFileException("the public key in " + file + " is not an Ed25519 key", e);
        }
    }
}
