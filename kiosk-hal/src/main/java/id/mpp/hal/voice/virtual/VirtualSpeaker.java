package id.mpp.hal.voice.virtual;

import id.mpp.hal.voice.SpeakerIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A loudspeaker made of software. It keeps what it heard, so that somebody can examine or play it. It plays in no time
 * unless it is held. It notices when two sounds are played at once. Usable from any thread.
 */
public final class VirtualSpeaker implements SpeakerIo {

    /** The sounds that are kept: about 4 MB. */
    private static final int SOUNDS_KEPT = 10;

    /** The header of a WAV file whose "data" follows directly after a "fmt " of 16 bytes. */
    private static final int WAV_HEADER_BYTES = 44;

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

    /** Keeps sounds from ending before {@link #releaseSounds()}. */
    public synchronized void holdSounds() {
        held = true;
    }

    /** Behaves like a sound card whose driver hangs: as {@link #holdSounds()}, and no interrupt helps. */
    public synchronized void hang() {
        held = true;
        deaf = true;
    }

    /** Ends {@link #holdSounds()} and {@link #hang()}. */
    public synchronized void releaseSounds() {
        held = false;
        deaf = false;
        notifyAll();
    }

    /** Makes every sound fail, or no longer. */
    public synchronized void setBroken(boolean fails) {
        broken = fails;
    }

    /** The newest sounds, in order, including those that are not over yet. */
    public synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** How many times a sound began while another one was not over. */
    public synchronized int overlaps() {
        return overlaps;
    }

    @Override
    public synchronized void play(byte[] wav) throws IOException, InterruptedException {
        if (broken) {
            throw new IOException("the virtual loudspeaker is broken");
        }
        heard.add(decodeWav(wav));
        if (heard.size() > SOUNDS_KEPT) {
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

    private static Heard decodeWav(byte[] wav) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        if (wav.length < WAV_HEADER_BYTES || buffer.getInt(0) != 0x46464952 || buffer.getInt(36) != 0x61746164) {
            throw new IOException("not a WAV file");
        }
        boolean plain = buffer.getShort(20) == 1 && buffer.getShort(22) == 1 && buffer.getShort(34) == 16;
        if (!plain || buffer.getInt(40) != wav.length - WAV_HEADER_BYTES) {
            throw new IOException("not mono, not of 16 bits, or not of the length it says");
        }
        short[] samples = new short[(wav.length - WAV_HEADER_BYTES) / 2];
        buffer.position(WAV_HEADER_BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return new Heard(samples, buffer.getInt(24), wav);
    }
}
