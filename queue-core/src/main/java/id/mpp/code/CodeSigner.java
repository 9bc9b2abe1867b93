package id.mpp.code;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;

/** Makes signed codes. Only the issuing program holds one; kiosks have public keys alone. Usable from any thread. */
public final class CodeSigner {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final PrivateKey key;
    private final int keyId;

    private CodeSigner(PrivateKey key, int keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /**
     * Makes a key pair: the private key readable for its owner alone (0600), the public key for everybody. Existing
     * files are never replaced; when the second cannot be written, the first stays and is of no harm.
     */
    public static void createKeys(Path privateFile, Path publicFile) throws KeyFileException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
        PemFile.create(privateFile, PemFile.PRIVATE, pair.getPrivate().getEncoded(), "rw-------");
        PemFile.create(publicFile, PemFile.PUBLIC, pair.getPublic().getEncoded(), "rw-r--r--");
    }

    /**
     * Reads a private key (PKCS #8 in PEM) and its public key (X.509 in PEM), which gives the key id.
     *
     * @throws KeyFileException also when others may read the private key, or the two do not belong together
     */
    public static CodeSigner read(Path privateFile, Path publicFile) throws KeyFileException {
        List<byte[]> blocks = PemFile.read(privateFile, PemFile.PRIVATE);
        if (blocks.size() != 1) {
            throw new KeyFileException("the key file " + privateFile + " holds " + blocks.size()
                    + " private keys: codes are signed with one");
        }
        checkPermissions(privateFile);
        PrivateKey key;
        try {
            key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
        } catch (GeneralSecurityException e) {
            throw new KeyFileException("the private key in " + privateFile + " is not an Ed25519 key", e);
        }
        VerificationKeys publicKeys = VerificationKeys.read(List.of(publicFile));
        byte[] probe = CodeLayout.signed(new byte[0]);
        byte[] signature = sign(key, probe);
        int keyId = publicKeys
                .ids()
                .filter(id -> CodeVerifier.isSigned(publicKeys.find(id).orElseThrow(), probe, signature))
                .findFirst()
                .orElseThrow(() -> new KeyFileException("the public key in " + publicFile + " does not belong to "
                        + privateFile + "; make it with: openssl pkey -in " + privateFile + " -pubout -out FILE"));
        return new CodeSigner(key, keyId);
    }

    /** The code as it goes into a QR picture, always {@value CodeLayout#TEXT_LENGTH} characters. */
    public String sign(Claims claims) {
        byte[] payload = CodeLayout.payload(keyId, claims);
        byte[] signature = sign(key, CodeLayout.signed(payload));
        return CodeLayout.PREFIX
                + Base45.encode(ByteBuffer.allocate(CodeLayout.PAYLOAD_BYTES + CodeLayout.SIGNATURE_BYTES)
                        .put(payload)
                        .put(signature)
                        .array());
    }

    private static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs anything", e);
        }
    }

    private static void checkPermissions(Path file) throws KeyFileException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new KeyFileException(
                        "others may read or change the private key " + file + "; forbid it with: chmod 600 " + file);
            }
        } catch (KeyFileException e) {
            throw e;
        } catch (IOException e) {
            throw new KeyFileException("cannot see who may read the private key " + file, e);
        }
    }
}
