package id.mpp.hal.printer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers every byte with a zero, as some emulators do. */
final class ZeroPrinter implements AutoCloseable {

    private final ServerSocket server;

    ZeroPrinter() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try (Socket line = server.accept()) {
            InputStream in = line.getInputStream();
            while (in.read() >= 0) {
                line.getOutputStream().write(0);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
