package id.mpp.bus;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys in PEM files, as {@code openssl} and authorities write them. Taken are {@code CERTIFICATE}
 * blocks, and keys in PKCS#8 ({@code PRIVATE KEY}: RSA, EC, Ed25519) and in the traditional forms
 * {@code RSA PRIVATE KEY} (PKCS#1, RFC 8017) and {@code EC PRIVATE KEY} (SEC 1, RFC 5915; with named curves). Encrypted
 * keys and all else are refused in words.
 */
final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> KINDS_OF_KEYS = List.of("RSA", "EC", "EdDSA");
    /** {@code openssl ecparam -genkey} writes the curve into a block of its own before the key. */
    private static final String CURVE = "EC PARAMETERS";

    private static final String TAKEN =
            "; taken are PRIVATE KEY (PKCS#8), RSA PRIVATE KEY and EC PRIVATE KEY without a passphrase. Change it with:"
                    + " openssl pkey -in OLD -out NEW";

    private record Block(String label, String text) {}

    private PemFiles() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(Path file, String key) throws UnusableFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file, key)) {
            if (block.label.equals("CERTIFICATE")) {
                certificates.add(certificate(file, key, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableFileException("the file " + file + " of " + key
                    + " holds no -----BEGIN CERTIFICATE----- block; name a PEM file with the certificate");
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file, String key, Block block) throws UnusableFileException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(decode(file, key, block)));
        } catch (CertificateException e) {
            throw new UnusableFileException(
                    "the file " + file + " of " + key + " holds a damaged certificate; copy it again", e);
        }
    }

    /** The one private key of a file. */
    static PrivateKey privateKey(Path file, String key) throws UnusableFileException {
        byte @Nullable [] curve = null;
        for (Block block : blocks(file, key)) {
            if (block.text.contains("Proc-Type: 4,ENCRYPTED") || block.label.startsWith("ENCRYPTED")) {
                throw new UnusableFileException(
                        "the key in the file " + file + " of " + key + " is locked by a passphrase" + TAKEN);
            }
            switch (block.label) {
                case CURVE -> curve = decode(file, key, block);
                case "PRIVATE KEY" -> {
                    return key(file, key, decode(file, key, block));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(file, key, Der.rsaAsPkcs8(decode(file, key, block)));
                }
                case "EC PRIVATE KEY" -> {
                    return ecKey(file, key, decode(file, key, block), curve);
                }
                case "CERTIFICATE" -> {}
                default ->
                    throw new UnusableFileException(
                            "the file " + file + " of " + key + " holds a " + block.label + " block" + TAKEN);
            }
        }
        throw new UnusableFileException("the file " + file + " of " + key + " holds no private key" + TAKEN);
    }

    private static PrivateKey ecKey(Path file, String key, byte[] content, byte @Nullable [] curve)
            throws UnusableFileException {
        byte[] named = Der.curveOf(content);
        byte[] known = named == null ? curve : named;
        if (known == null || known.length == 0 || known[0] != Der.OBJECT_IDENTIFIER) {
            throw new UnusableFileException("the EC key in the file " + file + " of " + key
                    + " does not name its curve; use P-256, P-384 or P-521" + TAKEN);
        }
        return key(file, key, Der.ecAsPkcs8(content, known));
    }

    private static PrivateKey key(Path file, String key, byte[] pkcs8) throws UnusableFileException {
        GeneralSecurityException refusal = new GeneralSecurityException();
        for (String kind : KINDS_OF_KEYS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                refusal = e;
            }
        }
        throw new UnusableFileException(
                "the key in the file " + file + " of " + key
                        + " is damaged, or neither RSA nor EC (P-256, P-384, P-521) nor Ed25519; make another one",
                refusal);
    }

    private static List<Block> blocks(Path file, String key) throws UnusableFileException {
        String text = new String(BrokerAccess.bytes(file, key), StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static byte[] decode(Path file, String key, Block block) throws UnusableFileException {
        try {
            return Base64.getMimeDecoder().decode(block.text.strip());
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException(
                    "the " + block.label + " block in the file " + file + " of " + key + " is damaged; copy it again",
                    e);
        }
    }
}
