package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceFile;
import id.mpp.hal.device.OpeningFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

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
            socket.setSoTimeout(DeviceFile.WAIT_MILLIS_AT_MOST);
            return new Connection(socket);
        } catch (IOException e) {
            socket.close();
            throw new OpeningFault(
                    PrinterCondition.UNREACHABLE.code(),
                    "cannot reach the printer at " + name() + " (" + e.getMessage()
                            + "): is it switched on, and is its network cable in?");
        }
    }

    private record Connection(Socket socket) implements PrinterConnection {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            socket.getOutputStream().write(bytes, from, count);
        }

        @Override
        public boolean hasWayBack() {
            return true;
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            try {
                return socket.getInputStream().read(buffer);
            } catch (SocketTimeoutException e) {
                return 0;
            } catch (SocketException e) {
                // The printer reset the connection, or it was closed here.
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
