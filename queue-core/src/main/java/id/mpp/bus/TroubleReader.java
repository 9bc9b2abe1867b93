package id.mpp.bus;

import id.mpp.bus.LineTrouble.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** Tells from exceptions and reason codes what is wrong; TLS tells it by its alerts (RFC 8446, section 6.2). */
final class TroubleReader {
    /** Alerts that are about our certificate, where we showed one. */
    private static final Set<String> ABOUT_CERTIFICATES = Set.of(
            "certificate_required",
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied",
            "handshake_failure");

    private static final String ALERT = "Received fatal alert: ";
    private static final int DEEPEST = 10;

    private final BrokerAccess access;
    private final String url;
    private final String clientId;

    TroubleReader(BrokerAccess access, String url, String clientId) {
        this.access = access;
        this.url = url;
        this.clientId = clientId;
    }

    LineTrouble trouble(Kind kind, String detail) {
        return new LineTrouble(kind, url, access.keys(), detail);
    }

    /** Why no connection came about. */
    LineTrouble connecting(Throwable failure) {
        LineTrouble found = read(failure);
        if (found.kind() != Kind.BROKEN && found.kind() != Kind.CLOSED) {
            return found;
        }
        if (!url.startsWith("ssl:")) {
            return trouble(Kind.CLOSED, "before it let us in; does it want ssl:// there?");
        }
        return access.tls().cert() == null
                ? trouble(Kind.CERTIFICATE_WANTED, "it closed the connection as soon as TLS was agreed on")
                : trouble(Kind.CLOSED, "before it let us in; does it speak TLS there, and know our certificate?");
    }

    /** What is wrong with a connection that was there, or is being made. */
    LineTrouble read(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            LineTrouble found = one(cause);
            if (found != null) {
                return found;
            }
            cause = cause.getCause();
        }
        return trouble(Kind.BROKEN, innermost(failure));
    }

    private @Nullable LineTrouble one(Throwable cause) {
        return switch (cause) {
            case UnusableFileException file -> trouble(Kind.FILE_UNUSABLE, message(file));
            case BrokerTrust.Refused refused -> trouble(refused.kind(), message(refused));
            case UnknownHostException _ -> trouble(Kind.NAME_UNKNOWN, "");
            case NoRouteToHostException route -> trouble(Kind.NO_ROUTE, message(route));
            case SocketTimeoutException slow -> trouble(Kind.SILENT, message(slow));
            case ConnectException connect -> connect(connect);
            case SSLException tls -> tls(tls);
            case EOFException _ -> trouble(Kind.CLOSED, "");
            case SocketException socket -> socket(socket);
            case MqttException mqtt -> mqtt(mqtt);
            default -> null;
        };
    }

    private LineTrouble connect(ConnectException failure) {
        String text = message(failure).toLowerCase(Locale.ROOT);
        if (text.contains("timed out")) {
            return trouble(Kind.SILENT, "no connection in time");
        }
        return text.contains("refused")
                ? trouble(Kind.NOT_LISTENING, "connection refused")
                : trouble(Kind.NO_ROUTE, message(failure));
    }

    private LineTrouble socket(SocketException failure) {
        String text = message(failure);
        return text.toLowerCase(Locale.ROOT).contains("unreachable")
                ? trouble(Kind.NO_ROUTE, text)
                : trouble(Kind.BROKEN, text);
    }

    private @Nullable LineTrouble tls(SSLException failure) {
        if (causedBySomethingSpecific(failure)) {
            return null;
        }
        String text = message(failure);
        int alert = text.indexOf(ALERT);
        String name = alert < 0 ? "" : text.substring(alert + ALERT.length()).strip();
        if (ABOUT_CERTIFICATES.contains(name)) {
            return access.tls().cert() == null
                    ? trouble(Kind.CERTIFICATE_WANTED, "")
                    : trouble(Kind.CERTIFICATE_REFUSED, "it says " + name.replace('_', ' '));
        }
        return trouble(Kind.NO_TLS, text);
    }

    private static boolean causedBySomethingSpecific(Throwable failure) {
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof BrokerTrust.Refused
                    || cause instanceof EOFException
                    || cause instanceof SocketTimeoutException
                    || (cause instanceof SocketException && !(cause instanceof ConnectException))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private @Nullable LineTrouble mqtt(MqttException failure) {
        return switch (failure.getReasonCode()) {
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD ->
                trouble(Kind.LOGIN_REFUSED, "user or password is wrong");
            case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
                trouble(Kind.LOGIN_REFUSED, "not authorised as " + (access.user() == null ? "nobody" : access.user()));
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID -> trouble(Kind.CLIENT_ID_REFUSED, clientId);
            case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE,
                    MqttReturnCode.RETURN_CODE_SERVER_BUSY,
                    MqttReturnCode.RETURN_CODE_BANNED,
                    MqttReturnCode.RETURN_CODE_CONNECTION_RATE_EXCEEDED ->
                trouble(Kind.BROKER_BUSY, "reason code " + failure.getReasonCode());
            case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION,
                    MqttReturnCode.RETURN_CODE_MALFORMED_CONTROL_PACKET,
                    MqttReturnCode.RETURN_CODE_PROTOCOL_ERROR -> trouble(Kind.NOT_MQTT, message(failure));
            case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER -> trouble(Kind.CLIENT_ID_TAKEN, clientId);
            case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> trouble(Kind.SILENT, message(failure));
            default -> null;
        };
    }

    private static String innermost(Throwable failure) {
        Throwable inner = failure;
        for (int depth = 0; inner.getCause() != null && depth < DEEPEST; depth++) {
            inner = inner.getCause();
        }
        return message(inner);
    }

    /** One line of bounded length. */
    private static String message(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
