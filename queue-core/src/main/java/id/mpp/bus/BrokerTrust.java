package id.mpp.bus;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts as the JDK does, and says why it does not: out of date, of another name, or signed by nobody known. */
final class BrokerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;

    /** Why a broker's certificate is not accepted. */
    static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1;
        private final LineTrouble.Kind kind;

        Refused(LineTrouble.Kind kind, String detail, CertificateException cause) {
            super(detail, cause);
            this.kind = kind;
        }

        LineTrouble.Kind kind() {
            return kind;
        }
    }

    BrokerTrust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw refused(chain, authType, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw refused(chain, authType, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }

    private Refused refused(X509Certificate[] chain, String authType, CertificateException why) {
        Instant now = Instant.now();
        for (X509Certificate certificate : chain) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            if (now.isAfter(end) || now.isBefore(begin)) {
                String detail = "valid from " + begin + " to " + end + ", this machine's clock says " + now;
                return new Refused(LineTrouble.Kind.CERTIFICATE_OUT_OF_DATE, detail, why);
            }
        }
        try {
            judge.checkServerTrusted(chain, authType);
            return new Refused(LineTrouble.Kind.CERTIFICATE_OF_ANOTHER, "it is for " + names(chain[0]), why);
        } catch (CertificateException e) {
            String issuer = chain[chain.length - 1].getIssuerX500Principal().getName();
            return new Refused(LineTrouble.Kind.CERTIFICATE_UNTRUSTED, "signed by " + issuer, e);
        }
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null && !names.isEmpty()) {
                return String.join(
                        ", ",
                        names.stream()
                                .map(name -> String.valueOf(name.get(1)))
                                .limit(10)
                                .toList());
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        return certificate.getSubjectX500Principal().getName() + ", without subjectAltName";
    }
}
