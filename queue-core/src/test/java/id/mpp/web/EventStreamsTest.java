package id.mpp.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EventStreamsTest {
    private EventStreams<String> streams = new EventStreams<>();
    private @Nullable TestServer server;

    @AfterEach
    void stop() {
        streams.close();
        running().close();
    }

    @Test
    void aStreamBeginsWithItsSnapshotAndGetsWhatIsForIt() throws Exception {
        start(streams);
        try (Socket socket = open("zone-1")) {
            BufferedReader in = reader(socket);
            skipHead(in);
            assertEquals("id: 1", nextLine(in));
            assertEquals("event: snapshot", nextLine(in));
            assertEquals("data: {}", nextLine(in));
            streams.publish(event("2", "other"), zone -> zone.equals("zone-2"));
            streams.publish(event("3", "call"), zone -> zone.equals("zone-1"));
            assertEquals("id: 3", nextLine(in));
            assertEquals("event: call", nextLine(in));
        }
    }

    @Test
    void anIdleStreamGetsHeartbeatsAndAClientThatIsGoneIsForgotten() throws Exception {
        streams = new EventStreams<>(Duration.ofMillis(20));
        start(streams);
        try (Socket socket = open("zone-1")) {
            BufferedReader in = reader(socket);
            skipHead(in);
            String line = in.readLine();
            while (!line.startsWith(":")) {
                line = in.readLine();
            }
            assertEquals(1, streams.count());
            socket.setSoLinger(true, 0);
        }
        while (streams.count() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aStreamThatIsReplacedEndsAndAProbeFindsOutAClientThatIsGone() throws Exception {
        start(streams);
        try (Socket replaced = open("zone-1");
                Socket gone = open("zone-2")) {
            skipHead(reader(replaced));
            skipHead(reader(gone));
            assertEquals(
                    List.of("zone-1", "zone-2"),
                    streams.about().stream().sorted().toList());
            streams.end(zone -> zone.equals("zone-1"));
            assertEquals(List.of("zone-2"), streams.about());
            gone.setSoLinger(true, 0);
        }
        long due = System.nanoTime();
        while (streams.count() > 0) {
            if (System.nanoTime() > due) {
                streams.probe(zone -> zone.equals("zone-2"));
                due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            }
            Thread.onSpinWait();
        }
        assertEquals(0, streams.dropped(), "a client that left was not too slow");
    }

    @Test
    void aClientThatDoesNotReadIsDroppedAndDelaysNobody() throws Exception {
        start(streams);
        byte[] big = ("\"" + "x".repeat(60_000) + "\"").getBytes(StandardCharsets.UTF_8);
        try (Socket slow = open("zone-1");
                Socket quick = open("zone-1")) {
            BufferedReader in = reader(quick);
            skipHead(in);
            skipHead(reader(slow));
            assertEquals("id: 1", nextLine(in));
            long longest = 0;
            for (int i = 2; i <= 500; i++) {
                long before = System.nanoTime();
                streams.publish(StreamEvent.of(Integer.toString(i), "board", big), zone -> true);
                longest = Math.max(longest, System.nanoTime() - before);
                String line = nextLine(in);
                while (!line.startsWith("id: ")) {
                    line = nextLine(in);
                }
                assertEquals("id: " + i, line, "the quick one gets everything in order");
            }
            assertEquals(1, streams.dropped());
            assertEquals(1, streams.count());
            assertTrue(longest < TimeUnit.SECONDS.toNanos(5), "publishing never waits: " + longest);
        }
    }

    @Test
    void moreStreamsThanTheLimitAreRefused() throws Exception {
        start(streams);
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.MAX_STREAMS; i++) {
                Socket socket = open("zone-1");
                open.add(socket);
                skipHead(reader(socket));
            }
            assertEquals(503, running().get("/events?zone=a").statusCode());
            streams.publish(event("9", "call"), zone -> true);
            for (Socket socket : open) {
                assertTrue(socket.getInputStream().read() >= 0);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private void start(EventStreams<String> all) throws ConfigurationException {
        server = new TestServer(config -> config.routes.get(
                "/events",
                ctx -> all.open(ctx, Objects.requireNonNull(ctx.queryParam("zone")), List.of(event("1", "snapshot")))));
    }

    private TestServer running() {
        return Objects.requireNonNull(server);
    }

    private Socket open(String zone) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), running().port()));
        socket.getOutputStream()
                .write(("GET /events?zone=" + zone + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static StreamEvent event(String id, String type) {
        return StreamEvent.of(id, type, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void skipHead(BufferedReader in) throws IOException {
        String line = in.readLine();
        assertEquals("HTTP/1.1 200 OK", line);
        while (!line.isEmpty()) {
            line = in.readLine();
        }
    }

    /** The next line of an event, without the chunk sizes between. */
    private static String nextLine(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (!line.contains(": ") || line.startsWith(":")) {
            line = in.readLine();
        }
        return line;
    }
}
