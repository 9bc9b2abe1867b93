package id.mpp.hal.display;

import id.mpp.hal.device.DeviceCall;
import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.Power;
import id.mpp.hal.device.SupervisedDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the newest text on any {@link Panel}. ONLINE means that the display has acknowledged the latest frame. A
 * display that cannot acknowledge is always UNKNOWN, as UnifiedPOS has it, because it may be gone.
 */
final class PlateDriver extends SupervisedDevice implements LineDisplay {

    /** A frame of 80 characters takes 0.1 s, and Pi4J may have to be loaded first. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);

    private final int columns;
    private final int rows;
    private final DeviceCall<Panel> opening;
    private final Duration refresh;
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>(1);
    private volatile List<String> wanted = List.of();

    /** @param refresh how often the text is written again although it is the same */
    PlateDriver(String id, int columns, int rows, DeviceCall<Panel> opening, Duration refresh, DeviceTiming timing) {
        super(id, "display", timing);
        this.columns = columns;
        this.rows = rows;
        this.opening = opening;
        this.refresh = refresh;
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        Panel panel = session.open(CALL_LIMIT, opening);
        Power power = panel.isAcknowledged() ? Power.ONLINE : Power.UNKNOWN;
        try {
            while (true) {
                write(session, panel, wanted);
                session.report(power, DeviceState.IDLE, List.of(), "");
                session.await(() -> changes.poll(refresh.toNanos(), TimeUnit.NANOSECONDS));
            }
        } catch (InterruptedException e) {
            // A number that stays when the program has ended would send people to a counter for nothing.
            write(session, panel, List.of());
            throw e;
        }
    }

    private static void write(DeviceSession session, Panel panel, List<String> lines)
            throws IOException, InterruptedException, GivenUpException {
        session.call(CALL_LIMIT, () -> {
            panel.write(lines);
            return lines;
        });
    }

    @Override
    public void show(List<String> lines) {
        wanted = List.copyOf(lines.subList(0, Math.min(rows, lines.size())));
        // A full queue means that the device thread has not looked yet; it will then see the newest text.
        var _ = changes.offer(true);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }
}
