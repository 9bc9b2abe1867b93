package id.mpp.server.broker;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Artemis inside the server program: MQTT 5 on one port, and a journal in the data folder that survives
 * {@code kill -9}. There is no JMX, no console and no other protocol. It asks for no login, so it listens on loopback
 * unless the operator decides otherwise.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /**
     * A hall's kiosks and the server are a dozen clients. Netty's default of three threads per core is for thousands.
     */
    private static final int NETWORK_THREADS = 2;

    private static final int WORKERS = 8;
    private static final int TIMERS = 2;
    private static final int JOURNAL_FILE_BYTES = 4 << 20;
    /** The bytes of all messages in memory. More go to disk. */
    private static final long MEMORY_BYTES = 48L << 20;

    private static final long ADDRESS_BYTES = 8L << 20;
    /** The most bytes of a packet. The largest payload of the contract is the catalogue's 1 MiB. */
    private static final int PACKET_BYTES = (1 << 20) + (64 << 10);

    private static final int IN_FLIGHT = 256;
    /**
     * Sessions of programs that stay away for longer than this are forgotten. The halls keep their events themselves.
     */
    private static final int SESSION_SECONDS = 7 * 24 * 3600;
    /** When the disk is fuller than this, the broker takes no more messages. The halls keep theirs until it can. */
    private static final int DISK_PERCENT = 98;

    /**
     * How often the broker looks for sessions that have ended. Their wills wait for it, and a late will is worth
     * little.
     */
    private static final long SESSION_SCAN_MILLIS = 2_000;

    /** An address without a queue. What is sent there is gone, and Artemis does not warn about each queue. */
    private static final SimpleString NOWHERE = SimpleString.of("mpp.nowhere");

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private final String address;

    /**
     * Starts the broker, which takes one to two seconds.
     *
     * @param folder the folder of its journal; made where there is none
     * @param lost is told one line when the broker has shut itself down. The broker does so when its journal cannot be
     *     written, and does not come back, so the program is to end
     * @throws BrokerException where the port or the folder is in use
     */
    public EmbeddedBroker(String host, int port, Path folder, Consumer<String> lost) throws BrokerException {
        address = host + ":" + port;
        try {
            artemis.setConfiguration(configuration(host, port, folder));
            artemis.start();
            artemis.getActiveMQServer()
                    .registerIOCriticalErrorListener((cause, message, file) -> lost.accept(
                            "the embedded broker cannot write its journal in " + folder + " (" + cause + ")"));
        } catch (Exception e) {
            throw new BrokerException(
                    "the embedded broker cannot start on " + address + " with " + folder + ": " + e, e);
        }
        if (!artemis.getActiveMQServer().isStarted()
                || artemis.getActiveMQServer().getRemotingService().getAcceptor("mqtt") == null) {
            close();
            throw new BrokerException(
                    "the embedded broker did not start on " + address + "; is the port in use, or its folder " + folder
                            + "?",
                    null);
        }
    }

    @Override
    public void close() {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker on " + address + " did not stop cleanly", e);
        }
    }

    private static Configuration configuration(String host, int port, Path folder) throws Exception {
        Configuration config = new ConfigurationImpl()
                .setName("mpp")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4)
                .setJournalLockAcquisitionTimeout(2_000)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setCriticalAnalyzer(false)
                .setThreadPoolMaxSize(WORKERS)
                .setScheduledThreadPoolMaxSize(TIMERS)
                .setGlobalMaxSize(MEMORY_BYTES)
                .setMaxDiskUsage(DISK_PERCENT)
                .setMqttSessionScanInterval(SESSION_SCAN_MILLIS)
                .setManagementNotificationAddress(SimpleString.of("unused.notifications"))
                .setSuppressSessionNotifications(true);
        config.addAddressSetting("#", addresses());
        config.addAcceptorConfiguration(
                "mqtt",
                "tcp://" + host + ":" + port + "?protocols=MQTT;useEpoll=false;useKQueue=false;nioRemotingThreads="
                        + NETWORK_THREADS + ";maximumPacketSize=" + PACKET_BYTES + ";receiveMaximum=" + IN_FLIGHT
                        + ";defaultMaximumInFlightPublishMessages=" + IN_FLIGHT + ";defaultMqttSessionExpiryInterval="
                        + SESSION_SECONDS + ";allowLinkStealing=true");
        return config;
    }

    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(ADDRESS_BYTES)
                .setPageSizeBytes(1 << 20)
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true);
    }
}
