package id.mpp.badday;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request over a connection of its own, whose socket belongs to the calling thread's network; the connection ends
 * with it.
 */
final class Line {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 20_000;

    /**
     * What came back.
     *
     * @param setCookie the session's cookie; empty where none was set
     */
    record Answer(int status, byte[] body, String setCookie) {
        JsonNode json() throws IOException {
            return Json.mapper().readTree(body);
        }
    }

    /** Stands for a missing length: such an answer goes on until the connection is closed. */
    private static final int UNTOLD = -1;

    private Line() {}

    static Answer post(String host, int port, String path, String json, String key, String cookie) throws IOException {
        return send(
                host,
                port,
                "POST " + path + " HTTP/1.1\r\nHost: " + host + ":" + port
                        + "\r\nConnection: close\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\n"
                        + session(cookie) + "Content-Length: " + json.length() + "\r\n\r\n" + json);
    }

    static Answer get(String host, int port, String path, String cookie) throws IOException {
        return send(
                host,
                port,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n"
                        + session(cookie) + "\r\n");
    }

    private static String session(String cookie) {
        return cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\nX-Requested-With: mpp\r\n";
    }

    private static Answer send(String host, int port, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        String cookie = "";
        boolean inPieces = false;
        int length = UNTOLD;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("set-cookie:")) {
                cookie = header.substring("set-cookie:".length()).strip().split(";", 2)[0];
            } else if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            inPieces |= lower.startsWith("transfer-encoding:");
        }
        if (inPieces) {
            return new Answer(status, pieces(in), cookie);
        }
        return new Answer(status, length == UNTOLD ? in.readAllBytes() : in.readNBytes(length), cookie);
    }

    private static byte[] pieces(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
