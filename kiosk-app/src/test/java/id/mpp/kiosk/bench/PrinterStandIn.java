package id.mpp.kiosk.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The far end of the printer's wire: takes ESC/POS on a port, answers the two status questions as a printer that is
 * well, and tells when the cut arrived, which is the end of a slip. The bytes it looks for are in no text of a ticket.
 */
final class PrinterStandIn implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int GS = 0x1D;
    /** DLE EOT n, answered: nothing is wrong (the bits that are always so). */
    private static final int WELL = 0x12;
    /** GS r 1, answered: there is paper. */
    private static final int PAPER = 0;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final LinkedBlockingQueue<Long> cuts = new LinkedBlockingQueue<>();

    PrinterStandIn() throws IOException {
        Thread.ofPlatform().name("printer").daemon().start(this::serve);
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** When the next slip was complete, by {@link System#nanoTime()}; those not asked for before count. */
    long awaitCut() throws IOException, InterruptedException {
        Long cut = cuts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (cut == null) {
            throw new IOException("no slip within " + PATIENCE_SECONDS + " s");
        }
        return cut;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                talk(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException e) {
                // The kiosk, or this, has ended; whoever waits for a slip finds out.
                Thread.currentThread().setName("printer, last broken off by " + e.getMessage());
            }
        }
    }

    private void talk(InputStream in, OutputStream out) throws IOException {
        int beforeLast = -1;
        int last = -1;
        for (int now = in.read(); now >= 0; now = in.read()) {
            if (beforeLast == DLE && last == EOT) {
                out.write(WELL);
            } else if (beforeLast == GS && last == 'r') {
                out.write(PAPER);
            } else if (last == GS && now == 'V') {
                cuts.add(System.nanoTime());
            }
            beforeLast = last;
            last = now;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
