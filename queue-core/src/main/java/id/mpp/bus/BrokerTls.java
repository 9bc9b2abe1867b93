package id.mpp.bus;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as the operator's files want it; made anew for each connection. */
final class BrokerTls {
    private static final byte[] SAMPLE = {1, 2, 3};

    private BrokerTls() {}

    /** Reads the files. Blocks for the disk. */
    static SSLContext context(BrokerAccess access) throws UnusableFileException {
        BrokerAccess.Tls tls = access.tls();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] ours = tls.cert() == null || tls.key() == null
                    ? new KeyManager[0]
                    : new KeyManager[] {identity(access.keys(), tls)};
            context.init(ours, new TrustManager[] {new BrokerTrust(authorities(access.keys(), tls))}, null);
            return context;
        } catch (UnusableFileException e) {
            throw e;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new UnusableFileException("TLS cannot be set up on this machine: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager authorities(String keys, BrokerAccess.Tls tls)
            throws GeneralSecurityException, java.io.IOException {
        KeyStore store = null;
        if (tls.ca() != null) {
            store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : PemFiles.certificates(tls.ca(), keys + ".ca")) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new AssertionError("every JDK checks X.509 certificates");
    }

    private static KeyManager identity(String keys, BrokerAccess.Tls tls) throws UnusableFileException {
        if (tls.cert() == null || tls.key() == null) {
            throw new IllegalArgumentException("a certificate and its key go together");
        }
        List<X509Certificate> chain = PemFiles.certificates(tls.cert(), keys + ".cert");
        PrivateKey key = PemFiles.privateKey(tls.key(), keys + ".key");
        if (!belong(key, chain.getFirst())) {
            throw new UnusableFileException(
                    "the key in " + tls.key() + " (" + keys + ".key) does not belong to the first" + " certificate in "
                            + tls.cert() + " (" + keys + ".cert); name the two that were made together");
        }
        return new Identity(key, chain.toArray(X509Certificate[]::new));
    }

    /** Whether what the key signs is what the certificate confirms. */
    private static boolean belong(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(SAMPLE);
            byte[] signed = signing.sign();
            Signature confirming = Signature.getInstance(algorithm);
            confirming.initVerify(certificate.getPublicKey());
            confirming.update(SAMPLE);
            return confirming.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Shows our certificate to whoever asks. The JDK's own shows none where the broker names no authority it knows ours
     * by; the broker would then say that it wants one, which misleads.
     */
    private static final class Identity extends X509ExtendedKeyManager {
        private static final String NAME = "mpp";
        private final PrivateKey key;
        private final X509Certificate[] chain;

        Identity(PrivateKey key, X509Certificate[] chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {NAME};
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, @Nullable Socket socket) {
            return NAME;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, @Nullable SSLEngine engine) {
            return NAME;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
