package id.mpp.kiosk.web;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An event stream read line by line from a socket. */
public final class SseProbe implements AutoCloseable {
    /** @param text of the data, as it came */
    public record Event(String id, String type, String text) {
        public JsonNode data() throws IOException {
            return Json.mapper().readTree(text);
        }
    }

    private final Socket socket;
    private final BufferedReader in;
    private final int status;

    public SseProbe(TestKiosk kiosk, String path, String who, @Nullable String lastId)
            throws IOException, InterruptedException {
        this(kiosk.port(), path, who.isEmpty() ? "" : kiosk.cookie(who), lastId);
    }

    /** @param cookie empty for nobody's stream */
    public SseProbe(int port, String path, String cookie, @Nullable String lastId) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
        if (!cookie.isEmpty()) {
            request.append("Cookie: ").append(cookie).append("\r\n");
        }
        if (lastId != null) {
            request.append("Last-Event-ID: ").append(lastId).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
        String line = in.readLine();
        while (!line.isEmpty()) {
            line = in.readLine();
        }
    }

    public int status() {
        return status;
    }

    public Event next() throws IOException {
        String id = "";
        String type = "";
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the stream ended");
            }
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(id, type, line.substring(6));
            }
        }
    }

    /** The next event of a type, past others. */
    public Event next(String type) throws IOException {
        Event event = next();
        while (!event.type().equals(type)) {
            event = next();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
