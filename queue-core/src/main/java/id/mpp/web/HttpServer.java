package id.mpp.web;

import id.mpp.program.ConfigurationException;
import id.mpp.program.Pulse;
import id.mpp.program.Workers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Javalin server tuned for a small machine: few threads, small buffers, a limit on everything. Problems, security
 * headers and Jetty's own errors are wired; the caller adds its routes.
 *
 * <p>Each request runs on a virtual thread of its own: a handler may wait for the disk, and a client that sends its
 * body slowly holds up nobody. The number of connections is what bounds them.
 */
public final class HttpServer implements AutoCloseable {
    /** For Jetty's own work: accepting, selecting, time-outs. Requests run on virtual threads. */
    private static final int MAX_THREADS = 16;

    private static final int MIN_THREADS = 4;
    /** All headers of a request together. */
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    /** Typical answers fit in one; a board of forty calls takes two. */
    private static final int OUTPUT_BUFFER_BYTES = 8 * 1024;
    /** Connections waiting to be accepted; a hall has some hundred browsers. */
    private static final int ACCEPT_QUEUE = 256;
    /** All streams, and six connections of each of some hundred browsers. Beyond it, accepting waits. */
    private static final int MAX_CONNECTIONS = 1_024;
    /** A connection on which nothing moves for so long is closed; event streams send a heartbeat more often. */
    private static final Duration IDLE = Duration.ofSeconds(40);
    /** Kept-alive connections on which nothing moves are closed after so long at shutdown. */
    private static final Duration IDLE_AT_SHUTDOWN = Duration.ofMillis(500);
    /** How long the program's own question whether the pages answer may take. */
    private static final int PROBE_MILLIS = 3_000;
    /** Requests under way get so long to end at shutdown. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final QueuedThreadPool threads;
    private final Javalin javalin;
    private final Pulse answered = new Pulse();
    private final Binding binding;

    /**
     * @param host the address to listen on, such as {@code 127.0.0.1}
     * @param port 0 for any free one
     * @param tls whether browsers reach us over TLS (through a proxy that ends it)
     */
    public record Binding(String host, int port, boolean tls) {}

    /** Makes the server; nothing listens until {@link #start()}. */
    public HttpServer(Binding binding, ProblemTexts texts, Workers workers, Consumer<JavalinConfig> routes) {
        this.binding = binding;
        this.threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(workers.each("http-request"));
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.maxRequestSize = JsonBody.MAX_BYTES;
            config.http.prefer405over404 = true;
            config.http.generateEtags = false;
            config.http.defaultContentType = "application/json";
            config.router.javaLangErrorHandler((response, error) -> broken(workers, response, error));
            tune(config, texts);
            new SecurityHeaders(binding.tls()).register(config.routes);
            new ProblemAnswers(texts).register(config.routes);
            routes.accept(config);
            config.requestLogger.http((ctx, millis) -> answered.beat());
        });
    }

    /**
     * Listens.
     *
     * @throws ConfigurationException where the port is in use, with what to do
     */
    public HttpServer start() throws ConfigurationException {
        try {
            javalin.start();
            return this;
        } catch (JavalinBindException e) {
            throw new ConfigurationException("cannot listen on " + binding.host() + ":" + binding.port()
                    + ": the address is in use or not ours; stop the other program or choose another port (http.port)");
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /**
     * Whether requests are answered: somebody's were a moment ago, however long others wait in a flood, or one from
     * this machine is, asked over a socket as anybody would. What is wrong, else null.
     */
    public @Nullable String trouble() {
        if (answered.age().toMillis() < PROBE_MILLIS) {
            return null;
        }
        boolean everywhere = binding.host().equals("0.0.0.0") || binding.host().equals("::");
        String host = everywhere ? "127.0.0.1" : binding.host();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port()), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() < 0 ? "the pages answer nothing" : null;
        } catch (IOException e) {
            return "the pages do not answer: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("requests were still under way at shutdown", e);
        }
    }

    private void tune(JavalinConfig config, ProblemTexts texts) {
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(HttpServer::tune);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new JettyProblems(texts));
            server.setStopTimeout(STOP.toMillis());
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new JettyProblems(texts)));
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost(binding.host());
            connector.setPort(binding.port());
            connector.setIdleTimeout(IDLE.toMillis());
            connector.setShutdownIdleTimeout(IDLE_AT_SHUTDOWN.toMillis());
            connector.setAcceptQueueSize(ACCEPT_QUEUE);
            connector.setReuseAddress(true);
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
            return connector;
        });
    }

    /**
     * A route has no state of its own, so an {@link Error} in it is an answer 500, counted and told, unless nothing can
     * be trusted any more.
     */
    private static void broken(Workers workers, HttpServletResponse response, Error error) {
        workers.contain("http-request", () -> {
            response.setStatus(500);
            throw error;
        });
    }

    private static void tune(HttpConfiguration http) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        http.setOutputAggregationSize(OUTPUT_BUFFER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // Reads what is left of a refused body for a while, then closes the connection.
        http.setMaxUnconsumedRequestContentReads(2);
    }
}
