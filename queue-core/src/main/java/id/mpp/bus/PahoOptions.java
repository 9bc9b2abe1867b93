package id.mpp.bus;

import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Our options and messages as Paho wants them. */
final class PahoOptions {
    /** For the broker to drop a client that is gone; our own sign of life is much faster. */
    private static final int KEEP_ALIVE_SECONDS = 60;

    /**
     * A session that outlives its connection has no will of its own before it ends, unless a delay is named: Artemis
     * then never publishes it. Who is back within it was not gone.
     */
    private static final long WILL_DELAY_SECONDS = 5;

    private PahoOptions() {}

    /** For one attempt: the files of password and certificates are read. Blocks for the disk. */
    static MqttConnectionOptions of(BusOptions options, String url) throws UnusableFileException {
        MqttConnectionOptions connect = new MqttConnectionOptions();
        connect.setCleanStart(false);
        connect.setSessionExpiryInterval(options.sessionExpiry().toSeconds());
        connect.setAutomaticReconnect(false);
        connect.setReceiveMaximum(options.bounds().inbox());
        connect.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        connect.setConnectionTimeout(Math.toIntExact(options.timing().connect().toSeconds()));
        connect.setSocketFactory(
                url.startsWith("ssl:")
                        ? new PromptTlsSockets(
                                BrokerTls.context(options.access()).getSocketFactory())
                        : new PromptSockets());
        BusMessage will = options.will();
        if (will != null) {
            connect.setWill(will.topic(), message(will));
            connect.getWillMessageProperties().setWillDelayInterval(WILL_DELAY_SECONDS);
        }
        String user = options.access().user();
        if (user != null) {
            connect.setUserName(user);
        }
        byte[] password = options.access().currentPassword();
        if (password != null) {
            connect.setPassword(password);
        }
        return connect;
    }

    static MqttMessage message(BusMessage message) {
        MqttProperties properties = new MqttProperties();
        Duration expiry = message.expiry();
        if (expiry != null) {
            properties.setMessageExpiryInterval(expiry.toSeconds());
        }
        return new MqttMessage(message.payload(), 1, message.retained(), properties);
    }
}
