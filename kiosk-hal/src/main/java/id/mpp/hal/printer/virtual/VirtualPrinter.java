package id.mpp.hal.printer.virtual;

import id.mpp.hal.thread.DeviceThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer that listens on a loopback port, as a network printer does on 9100. It keeps the last slips as pictures,
 * and can be unplugged, jammed and emptied. All methods may be called from any thread. It has one connection at a time,
 * and the newest wins, as with real printers.
 */
public final class VirtualPrinter implements AutoCloseable {

    /** Slips that are kept. Older ones fall out of the tray. */
    public static final int SLIPS_KEPT = 50;

    /** A full roll. */
    public static final int FULL_ROLL_MM = 80_000;

    private static final Logger LOG = LoggerFactory.getLogger(VirtualPrinter.class);
    private static final int CHUNK_BYTES = 256;
    private static final int SLICES_PER_SECOND = 50;

    /** 9600 baud. */
    private static final int SLOW_BYTES_PER_SECOND = 960;

    /** How late an answer is: a driver waits so long for a first answer, but not for a later one. */
    static final int LATE_MS = 700;

    private final int wantedPort;
    private final Firmware firmware;
    private final Deque<PrintedSlip> tray = new ArrayDeque<>();
    private final List<Consumer<PrintedSlip>> listeners = new CopyOnWriteArrayList<>();
    private final DeviceThreads.Line lateAnswers = DeviceThreads.line("virtual-printer-late");

    private @Nullable ServerSocket server;
    private @Nullable Socket connection;
    private int port;
    private boolean open;
    private long received;
    private long failAt = Long.MAX_VALUE;
    private @Nullable VirtualFault failure;
    private int bytesPerSecond = Integer.MAX_VALUE;

    /** A printer that words its status as Epson does. */
    public VirtualPrinter(PaperWidth paper, int port) {
        this(paper == PaperWidth.MM_58 ? VirtualModel.GENERIC_58 : VirtualModel.EPSON_80, port);
    }

    /** @param port on loopback; 0 takes a free one at {@link #start()} and keeps it from then on */
    public VirtualPrinter(VirtualModel model, int port) {
        this.wantedPort = port;
        this.port = port;
        this.firmware = new Firmware(model.paper, model.dialect, FULL_ROLL_MM, this::deliver, this::sendAnswer);
    }

    /**
     * Switches the printer on.
     *
     * @throws IOException when the port is taken, with its number
     */
    public synchronized void start() throws IOException {
        if (open) {
            throw new IllegalStateException("the virtual printer on port " + port + " is already on");
        }
        open = true;
        try {
            listen();
        } catch (IOException e) {
            open = false;
            throw new IOException(
                    "the virtual printer cannot listen on port " + wantedPort + " (" + e.getMessage()
                            + "): choose another port or end the program that uses it",
                    e);
        }
    }

    /** Where the driver finds it: {@code tcp://127.0.0.1:port}. */
    public synchronized String address() {
        return "tcp://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /** The slips in the tray, oldest first. */
    public synchronized List<PrintedSlip> slips() {
        return List.copyOf(tray);
    }

    /** The slip with that number, as long as it is in the tray. */
    public synchronized Optional<PrintedSlip> slip(long number) {
        return tray.stream().filter(slip -> slip.number() == number).findFirst();
    }

    /** Adds a listener that is told each new slip. It is called on a thread of the printer, which waits for it. */
    public void onSlip(Consumer<PrintedSlip> listener) {
        listeners.add(listener);
    }

    /** The cuts that were carried out since the start, including those of blank paper. */
    public synchronized long cuts() {
        return firmware.cuts();
    }

    /** The bytes that were taken since the start, including status questions. */
    public synchronized long bytesReceived() {
        return received;
    }

    /** The number of commands that the decoder did not know since the start. */
    public synchronized long unknownCommands() {
        return firmware.unknownCommands();
    }

    /** How often the buzzer sounded since the start. */
    public synchronized long beeps() {
        return firmware.beeps();
    }

    public synchronized int paperLeftMm() {
        return firmware.paperLeftMm();
    }

    /** Puts a roll in. This also ends {@code OUT_OF_PAPER} and {@code NEAR_END}. */
    public synchronized void loadPaper(int mm) {
        if (mm < 1 || mm > FULL_ROLL_MM) {
            throw new IllegalArgumentException("a roll has 1 to " + FULL_ROLL_MM + " mm, not " + mm);
        }
        firmware.loadPaper(mm);
        notifyAll();
    }

    public synchronized Set<VirtualFault> faults() {
        return firmware.faults();
    }

    /** Causes a fault now. Causing it twice is the same as once. */
    public synchronized void cause(VirtualFault fault) {
        firmware.cause(fault);
        if (fault.disconnects()) {
            dropConnection();
        }
        notifyAll();
    }

    /** Causes a fault after that many more bytes have come in. The byte after them is not taken any more. */
    public synchronized void causeAfter(long bytes, VirtualFault fault) {
        failAt = received + bytes;
        failure = fault;
    }

    /** Withdraws the fault of {@link #causeAfter}, so that it does not strike any more. */
    synchronized void withdrawFailure() {
        failure = null;
        notifyAll();
    }

    /**
     * Waits until the fault of {@link #causeAfter} has struck.
     *
     * @return false where the printer was closed in the meantime
     */
    synchronized boolean awaitFailure() throws InterruptedException {
        while (failure != null && open) {
            wait();
        }
        return open;
    }

    /** Repairs one fault. The printer goes on with what it still has. Repairing what is not broken does nothing. */
    public synchronized void repair(VirtualFault fault) {
        firmware.repair(fault);
        notifyAll();
    }

    /** Limits how fast bytes are taken, like a serial line: 960 bytes a second is 9600 baud. */
    public synchronized void limitSpeed(int rate) {
        if (rate < 1) {
            throw new IllegalArgumentException("a line carries at least one byte a second, not " + rate);
        }
        bytesPerSecond = rate;
    }

    /** Switches the printer off for ever. Its slips can still be read. */
    @Override
    public synchronized void close() {
        open = false;
        lateAnswers.close();
        closeQuietly(server);
        dropConnection();
        notifyAll();
    }

    private void listen() throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.setReceiveBufferSize(CHUNK_BYTES);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        server = listening;
        port = listening.getLocalPort();
        DeviceThreads.startRenewed("virtual-printer " + port, () -> acceptAll(listening));
    }

    private void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket accepted = listening.accept();
                adopt(accepted);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn("the virtual printer on port {} could not take a connection", port, e);
                }
            }
        }
    }

    private synchronized void adopt(Socket accepted) throws IOException {
        if (!open || firmware.faults().stream().anyMatch(VirtualFault::disconnects)) {
            // The connection gets a reset and not an orderly end. The port itself stays bound, because a free one might
            // be given to somebody else in the meantime.
            accepted.setSoLinger(true, 0);
            accepted.close();
            return;
        }
        closeQuietly(connection);
        connection = accepted;
        accepted.setTcpNoDelay(true);
        DeviceThreads.start("virtual-printer-line " + port, () -> serve(accepted));
    }

    private void serve(Socket line) {
        try (line) {
            InputStream in = line.getInputStream();
            byte[] bytes = new byte[CHUNK_BYTES];
            int count = in.read(bytes, 0, slice());
            while (count > 0 && takeBytes(bytes, count, line)) {
                count = in.read(bytes, 0, slice());
            }
        } catch (IOException e) {
            LOG.debug("the line to the virtual printer on port {} broke: {}", port, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int slice() {
        return Math.clamp(rate() / SLICES_PER_SECOND, 1, CHUNK_BYTES);
    }

    private int rate() {
        return firmware.faults().contains(VirtualFault.SLOW)
                ? Math.min(bytesPerSecond, SLOW_BYTES_PER_SECOND)
                : bytesPerSecond;
    }

    /** @return whether the line is still good */
    private synchronized boolean takeBytes(byte[] bytes, int count, Socket line) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            failWhenDue();
            while (isHeldUp() && line.equals(connection)) {
                wait();
            }
            if (!line.equals(connection)) {
                return false;
            }
            received++;
            firmware.receive(bytes[i] & 0xFF);
        }
        if (rate() < Integer.MAX_VALUE) {
            pause(1000L * count / rate());
        }
        return line.equals(connection);
    }

    private void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private void failWhenDue() {
        VirtualFault due = failure;
        if (due != null && received >= failAt) {
            failure = null;
            cause(due);
        }
    }

    private boolean isHeldUp() {
        return firmware.faults().contains(VirtualFault.STALLED) || firmware.isBufferFull();
    }

    private void sendAnswer(int b) {
        Socket line = connection;
        if (line == null) {
            return;
        }
        if (firmware.faults().contains(VirtualFault.LATE_ANSWERS)) {
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MS);
            lateAnswers.execute(() -> {
                DeviceThreads.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                write(line, b);
            });
        } else {
            write(line, b);
        }
    }

    private void write(Socket line, int b) {
        try {
            line.getOutputStream().write(b);
        } catch (IOException e) {
            LOG.debug("an answer of the virtual printer on port {} found no listener: {}", port, e.getMessage());
        }
    }

    private void deliver(PrintedSlip slip) {
        if (tray.size() == SLIPS_KEPT) {
            tray.removeFirst();
        }
        tray.addLast(slip);
        listeners.forEach(listener -> listener.accept(slip));
    }

    private void dropConnection() {
        closeQuietly(connection);
        connection = null;
    }

    private static void closeQuietly(java.io.@Nullable Closeable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("a socket of the virtual printer did not close: {}", e.getMessage());
            }
        }
    }
}
