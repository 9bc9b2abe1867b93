package id.mpp.hal.scanner;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads codes from a stream of JPEG pictures, one after another (MJPEG). The stream is cut at the markers FF D8 and FF
 * D9, which cannot occur inside the data of a picture. Ten pictures a second are looked at and the others are skipped,
 * so that a camera leaves a small machine enough time for other work.
 */
final class FrameDecoder implements CodeDecoder {

    /** The most bytes of a picture. A sharp one of 1920 × 1080 has a quarter of that. */
    static final int MAX_FRAME_BYTES = 2 * 1024 * 1024;

    /** The time between two looks. A code is in front of the camera for longer. */
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
    public void decode(byte[] bytes, int count, CodeSink sink) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xFF;
            if (before == MARK && b == START) {
                inside = true;
                length = 0;
                addByte(MARK, sink);
            }
            if (inside) {
                addByte(b, sink);
            }
            if (inside && before == MARK && b == END) {
                inside = false;
                lookForCode(sink);
            }
            before = b;
        }
    }

    private void addByte(int b, CodeSink sink) {
        if (length == MAX_FRAME_BYTES) {
            inside = false;
            sink.countGarbled();
            return;
        }
        if (length == frame.length) {
            frame = Arrays.copyOf(frame, Math.min(MAX_FRAME_BYTES, 2 * length));
        }
        frame[length++] = (byte) b;
    }

    private void lookForCode(CodeSink sink) {
        if (nanoTime.getAsLong() - lookAtNanos < 0) {
            return;
        }
        Optional<GreyPicture> picture = GreyPicture.ofJpeg(frame, length);
        if (picture.isPresent()) {
            reader.read(picture.get()).ifPresent(sink::acceptCode);
        } else {
            sink.countGarbled();
        }
        lookAtNanos = nanoTime.getAsLong() + LOOK_EVERY_NANOS;
    }
}
