package id.mpp.hal.scanner;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Codes as pictures: a stream of JPEG pictures one after another (MJPEG), cut at the markers FF D8 and FF D9, which
 * cannot stand inside of a picture's data. Ten pictures a second are looked at, the others skipped, so that a camera
 * leaves a small machine its strength.
 */
final class FrameDecoder implements CodeDecoder {

    /** A sharp picture of 1920 × 1080 has a quarter of it. */
    static final int MAX_FRAME_BYTES = 2 * 1024 * 1024;

    /** Between looks; a code is in front of the camera for longer. */
    static final long LOOK_EVERY_NANOS = 100_000_000;

    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final int MARK = 0xFF;
    private static final int START = 0xD8;
    private static final int END = 0xD9;

    private final LongSupplier nanoTime;
    private final QrReader reader = new QrReader();
    private byte[] frame = new byte[FIRST_CAPACITY];
    private int length;
    private boolean inside;
    private int before;
    private long lookAtNanos;

    FrameDecoder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookAtNanos = nanoTime.getAsLong();
    }

    @Override
    public void accept(byte[] bytes, int count, CodeSink sink) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xFF;
            if (before == MARK && b == START) {
                inside = true;
                length = 0;
                add(MARK, sink);
            }
            if (inside) {
                add(b, sink);
            }
            if (inside && before == MARK && b == END) {
                inside = false;
                look(sink);
            }
            before = b;
        }
    }

    private void add(int b, CodeSink sink) {
        if (length == MAX_FRAME_BYTES) {
            inside = false;
            sink.garbled();
            return;
        }
        if (length == frame.length) {
            frame = Arrays.copyOf(frame, Math.min(MAX_FRAME_BYTES, 2 * length));
        }
        frame[length++] = (byte) b;
    }

    private void look(CodeSink sink) {
        if (nanoTime.getAsLong() - lookAtNanos < 0) {
            return;
        }
        Optional<GreyPicture> picture = GreyPicture.ofJpeg(frame, length);
        if (picture.isPresent()) {
            reader.read(picture.get()).ifPresent(sink::code);
        } else {
            sink.garbled();
        }
        lookAtNanos = nanoTime.getAsLong() + LOOK_EVERY_NANOS;
    }
}
