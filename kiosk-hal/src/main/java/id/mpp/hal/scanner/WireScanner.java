package id.mpp.hal.scanner;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.DeviceSupervisor;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.Power;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import id.mpp.hal.thread.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner on any wire. The supervisor's device thread reads and decodes. Another thread tells the listeners, so that
 * a slow one never keeps the wire from being read.
 */
final class WireScanner implements CodeScanner {

    static final String KIND = "scanner";

    private static final Logger LOG = LoggerFactory.getLogger(WireScanner.class);

    /** The most codes that wait for a busy listener: a second and a half of the fastest scanning. */
    private static final int CODES_WAITING_AT_MOST = 16;

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);
    /**
     * The longest time of a read. A camera needs some seconds for its first picture; every other wire returns from a
     * read at once.
     */
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final ScannerIo io;
    private final Supplier<CodeDecoder> decoders;
    private final DeviceSupervisor supervisor;
    private final CodeGate gate;
    private final Waiting<String> waiting = new Waiting<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Running teller;

    WireScanner(String id, ScannerIo io, Supplier<CodeDecoder> decoders, DeviceTiming timing) {
        this.io = io;
        this.decoders = decoders;
        this.gate = new CodeGate(System::nanoTime, code -> waiting.offer(code, CODES_WAITING_AT_MOST));
        this.supervisor = new DeviceSupervisor(id, KIND, this::serve, timing);
    }

    @Override
    public String id() {
        return supervisor.id();
    }

    @Override
    public String kind() {
        return supervisor.kind();
    }

    @Override
    public void start() {
        supervisor.start();
        teller = DeviceThreads.startRenewed("scanner-codes " + id(), this::deliverCodes);
    }

    @Override
    public DeviceStatus status() {
        return supervisor.status();
    }

    @Override
    public void onStatus(Consumer<DeviceStatus> listener) {
        supervisor.onStatus(listener);
    }

    @Override
    public void onCode(Consumer<String> listener) {
        listeners.add(listener);
    }

    @Override
    public ScanCounts counts() {
        return gate.counts();
    }

    @Override
    public void close() {
        supervisor.close();
        Running telling = teller;
        if (telling != null) {
            telling.interrupt();
        }
    }

    private void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        ScannerConnection wire = session.open(OPEN_LIMIT, io::open);
        session.watchPresence(wire::isThere);
        CodeDecoder decoder = decoders.get();
        byte[] buffer = new byte[CHUNK_BYTES];
        List<String> told = gate.conditions();
        boolean shown = !wire.isStream();
        if (shown) {
            reportConditions(session, told);
        }
        for (int count = read(session, wire, buffer); count >= 0; count = read(session, wire, buffer)) {
            decoder.decode(buffer, count, gate);
            List<String> now = gate.conditions();
            if ((!shown && count > 0) || (shown && !now.equals(told))) {
                shown = true;
                told = now;
                reportConditions(session, told);
            }
        }
        throw new IOException(io.name() + " has ended: was the scanner unplugged?");
    }

    private static int read(DeviceSession session, ScannerConnection wire, byte[] buffer)
            throws IOException, InterruptedException, GivenUpException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return session.call(READ_LIMIT, () -> wire.read(buffer));
    }

    private void reportConditions(DeviceSession session, List<String> conditions) throws GivenUpException {
        String detail = conditions.isEmpty() ? "" : gate.counts().toString();
        session.report(Power.ONLINE, DeviceState.IDLE, conditions, detail);
    }

    private void deliverCodes() {
        try {
            while (true) {
                String code = waiting.take();
                listeners.forEach(listener -> notifyListener(listener, code));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells a listener. Its fault must not end the delivery. The code itself stays out of the log, because it may be
     * somebody's ticket.
     */
    private void notifyListener(Consumer<String> listener, String code) {
        try {
            listener.accept(code);
        } catch (RuntimeException e) {
            LOG.error("{}: a listener failed at a code of {} characters", id(), code.length(), e);
        }
    }
}
