package id.mpp.hal.voice.virtual;

import id.mpp.hal.voice.SpeakerIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A loudspeaker made of software: it keeps what it heard, so that somebody can look into it or play it. Plays in no
 * time, unless it is held. It notices when two sounds are played at once. Usable from any thread.
 */
public final class VirtualSpeaker implements SpeakerIo {

    /** About 4 MB. */
    private static final int KEPT_AT_MOST = 10;

    /** A WAV file with its "data" directly behind a "fmt " of 16 bytes. */
    private static final int HEADER = 44;

    private final Deque<Heard> heard = new ArrayDeque<>();
    private boolean held;
    private boolean broken;
    private boolean deaf;
    private int playing;
    private int overlaps;

    @Override
    public String name() {
        return "virtual";
    }

    /** From now on sounds do not end before {@link #release()}. */
    public synchronized void hold() {
        held = true;
    }

    /** As a sound card whose driver hangs: like {@link #hold()}, and no interrupt helps. */
    public synchronized void hang() {
        held = true;
        deaf = true;
    }

    /** Ends {@link #hold()} and {@link #hang()}. */
    public synchronized void release() {
        held = false;
        deaf = false;
        notifyAll();
    }

    /** Whether nothing can be played. */
    public synchronized void setBroken(boolean fails) {
        broken = fails;
    }

    /** The newest sounds, in order, also those that are not over yet. */
    public synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** How often a sound began while another was not over. */
    public synchronized int overlaps() {
        return overlaps;
    }

    @Override
    public synchronized void play(byte[] wav) throws IOException, InterruptedException {
        if (broken) {
            throw new IOException("the virtual loudspeaker is broken");
        }
        heard.add(listen(wav));
        if (heard.size() > KEPT_AT_MOST) {
            heard.remove();
        }
        if (++playing > 1) {
            overlaps++;
        }
        try {
            while (held) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    if (!deaf) {
                        throw e;
                    }
                }
            }
        } finally {
            playing--;
        }
    }

    private static Heard listen(byte[] wav) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        if (wav.length < HEADER || buffer.getInt(0) != 0x46464952 || buffer.getInt(36) != 0x61746164) {
            throw new IOException("not a WAV file");
        }
        boolean plain = buffer.getShort(20) == 1 && buffer.getShort(22) == 1 && buffer.getShort(34) == 16;
        if (!plain || buffer.getInt(40) != wav.length - HEADER) {
            throw new IOException("not mono, not of 16 bits, or not of the length it says");
        }
        short[] samples = new short[(wav.length - HEADER) / 2];
        buffer.position(HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return new Heard(samples, buffer.getInt(24), wav);
    }
}
