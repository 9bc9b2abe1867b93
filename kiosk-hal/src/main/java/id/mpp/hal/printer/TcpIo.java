package id.mpp.hal.printer;

import id.mpp.hal.printer.PrinterStatus.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** A printer behind a network socket, usually port 9100. */
record TcpIo(String host, int port, Duration openLimit) implements PrinterIo {

    @Override
    public String name() {
        return "tcp://" + host + ":" + port;
    }

    @Override
    public String whenNotUnderstood() {
        return "whether an ESC/POS printer is at this address";
    }

    @Override
    public PrinterConnection open() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(openLimit.toMillis()));
            return new Connection(socket, socket.getOutputStream(), socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw new DeviceException(
                    Condition.UNREACHABLE,
                    "cannot reach the printer at " + name() + " (" + e.getMessage()
                            + "): is it switched on, and is its network cable in?",
                    e);
        }
    }

    private record Connection(Socket socket, OutputStream output, InputStream stream) implements PrinterConnection {
        @Override
        public Optional<InputStream> input() {
            return Optional.of(stream);
        }

        @Override
        public boolean endOfInputMeansGone() {
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
