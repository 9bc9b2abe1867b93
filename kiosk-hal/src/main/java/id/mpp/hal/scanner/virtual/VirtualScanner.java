package id.mpp.hal.scanner.virtual;

import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner that appears under a name in the file system, scans what it is given, and can be broken. Methods may be
 * called from any thread. A scan holds the caller until it is sent.
 */
public final class VirtualScanner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualScanner.class);

    /** The pause between two pieces of a slow scan. A wire at 9600 baud and a hurried finger are no slower. */
    private static final long SLOW_PAUSE_MILLIS = 20;

    private static final long FRAME_PAUSE_MILLIS = 100;
    /** How long a code is held in front of a camera: half a second. */
    private static final int FRAMES_A_SCAN = 5;

    private static final int NOISE_BYTES = 200;

    private final ScannerKind kind;
    private final Path link;
    private final Keyboard keyboard;
    private final Set<ScannerFault> faults = EnumSet.noneOf(ScannerFault.class);
    /** The values do not matter, as long as they make no sense. */
    private final Random noise = new Random(1);

    private final byte[] nothingToSee;
    private @Nullable FarEnd plug;
    private @Nullable Running worker;
    private byte[] seen;
    private int framesLeft;
    private long flooded;

    /**
     * Makes a scanner that is not plugged in before {@link #start()}.
     *
     * @param link the name under which the driver finds it; must be free
     */
    public VirtualScanner(ScannerKind kind, Path link) throws IOException {
        this.kind = kind;
        this.link = link.toAbsolutePath();
        this.keyboard = new Keyboard(kind == ScannerKind.EVDEV32 ? Integer.BYTES : Long.BYTES);
        this.nothingToSee = kind == ScannerKind.CAMERA ? Optics.emptyFrame() : new byte[0];
        this.seen = nothingToSee;
    }

    /**
     * Plugs it in. May be called only once; later {@link #repair} of {@code UNPLUGGED} plugs it in again.
     *
     * @throws IOException when something already has its name
     */
    public synchronized void start() throws IOException {
        plugIn();
        worker = DeviceThreads.startRenewed("virtual-scanner " + link, this::sendUnasked);
    }

    /** The address of the driver at the other end. */
    public String address() {
        return switch (kind) {
            case EVDEV -> "evdev://" + link + "?bits=64";
            case EVDEV32 -> "evdev://" + link + "?bits=32";
            case SERIAL -> "serial://" + link;
            case CAMERA -> "camera:cat \"" + link + "\"";
        };
    }

    /** Scans a code with this text. */
    public ScanOutcome scan(String text) throws IOException {
        return kind == ScannerKind.CAMERA ? hold(Optics.draw(text)) : type(text);
    }

    /**
     * Scans a picture (PNG, JPEG, GIF, BMP). A camera is shown the picture, and another scanner reads the QR code in
     * it.
     */
    public ScanOutcome scan(byte[] picture) throws IOException {
        Optional<BufferedImage> image = Optics.picture(picture);
        if (image.isEmpty()) {
            return ScanOutcome.NO_CODE;
        }
        if (kind == ScannerKind.CAMERA) {
            return hold(image.get());
        }
        Optional<String> text = Optics.read(image.get());
        return text.isEmpty() ? ScanOutcome.NO_CODE : type(text.get());
    }

    public synchronized Set<ScannerFault> faults() {
        return Set.copyOf(faults);
    }

    /** Causes a fault now. Causing it twice is the same as once. */
    public synchronized void cause(ScannerFault fault) throws IOException {
        faults.add(fault);
        if (fault == ScannerFault.UNPLUGGED) {
            unplug();
        }
        notifyAll();
    }

    /** Repairs one fault. Repairing what is not broken does nothing. */
    public synchronized void repair(ScannerFault fault) throws IOException {
        if (faults.remove(fault) && fault == ScannerFault.UNPLUGGED) {
            plugIn();
        }
        notifyAll();
    }

    /** Unplugs it for ever. */
    @Override
    public synchronized void close() throws IOException {
        if (worker != null) {
            worker.interrupt();
        }
        unplug();
    }

    private synchronized ScanOutcome type(String text) throws IOException {
        for (byte[] piece : pieces(text)) {
            if (!send(piece)) {
                return ScanOutcome.LOST;
            }
            if (faults.contains(ScannerFault.SLOW)) {
                pause(SLOW_PAUSE_MILLIS);
            }
        }
        return ScanOutcome.SENT;
    }

    private synchronized ScanOutcome hold(BufferedImage picture) throws IOException {
        seen = Optics.frame(picture);
        // What is held there while it sends garbage is not seen later either.
        framesLeft = faults.contains(ScannerFault.GARBAGE) ? 0 : FRAMES_A_SCAN;
        return plug == null ? ScanOutcome.LOST : ScanOutcome.SENT;
    }

    private List<byte[]> pieces(String text) {
        if (faults.contains(ScannerFault.GARBAGE)) {
            return List.of(noise());
        }
        if (kind != ScannerKind.SERIAL) {
            return keyboard.strokes(text + "\n");
        }
        byte[] line = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        return faults.contains(ScannerFault.SLOW)
                ? IntStream.range(0, line.length)
                        .mapToObj(i -> new byte[] {line[i]})
                        .toList()
                : List.of(line);
    }

    /** Sends what comes without a scan: the pictures of a camera, and a flood. */
    private void sendUnasked() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sendUnaskedOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the virtual scanner {} has stopped", link, e);
        }
    }

    private synchronized void sendUnaskedOnce() throws IOException, InterruptedException {
        if (kind == ScannerKind.CAMERA) {
            boolean taken = send(nextFrame());
            if (!taken || !faults.contains(ScannerFault.FLOOD)) {
                pause(faults.contains(ScannerFault.SLOW) ? 10 * FRAME_PAUSE_MILLIS : FRAME_PAUSE_MILLIS);
            }
            return;
        }
        while (!faults.contains(ScannerFault.FLOOD)) {
            wait();
        }
        if (type("FLOOD-" + flooded++) == ScanOutcome.LOST) {
            pause(FRAME_PAUSE_MILLIS);
        }
    }

    private byte[] nextFrame() throws IOException {
        if (faults.contains(ScannerFault.GARBAGE)) {
            return noise();
        }
        if (faults.contains(ScannerFault.FLOOD)) {
            return Optics.frame(Optics.draw("FLOOD-" + flooded++));
        }
        if (framesLeft > 0) {
            framesLeft--;
            return seen;
        }
        return nothingToSee;
    }

    /** Bytes that are neither events nor text. For a camera they are a picture that breaks off. */
    private byte[] noise() {
        byte[] bytes = new byte[NOISE_BYTES];
        noise.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= (byte) 0x80;
        }
        if (kind == ScannerKind.CAMERA) {
            bytes[0] = (byte) 0xFF;
            bytes[1] = (byte) 0xD8;
            bytes[NOISE_BYTES - 2] = (byte) 0xFF;
            bytes[NOISE_BYTES - 1] = (byte) 0xD9;
        }
        return bytes;
    }

    private boolean send(byte[] bytes) throws IOException {
        return plug != null && plug.send(bytes);
    }

    private void plugIn() throws IOException {
        if (plug == null) {
            plug = kind == ScannerKind.SERIAL ? new PtyEnd(link) : new FifoEnd(link);
        }
    }

    private void unplug() throws IOException {
        FarEnd pulled = plug;
        plug = null;
        if (pulled != null) {
            pulled.close();
        }
    }

    private void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
