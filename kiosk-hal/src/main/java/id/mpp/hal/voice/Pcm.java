package id.mpp.hal.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Sound as samples: 22,050 Hz, one channel, 16 bits. It also reads and writes the WAV file (RIFF, Microsoft PCM).
 * Immutable by convention: nobody writes to the array.
 */
final class Pcm {

    static final int RATE = 22_050;

    /** The peak of speech: -1 dB of full scale. */
    static final int SPEECH_PEAK = 29_200;

    private static final int HEADER = 44;
    private static final int BYTES_PER_SAMPLE = 2;

    /** Samples below this are silence: -46 dB. */
    private static final int SILENCE = 160;

    private final short[] samples;

    Pcm(short[] samples) {
        this.samples = samples;
    }

    static Pcm silence(Duration length) {
        return new Pcm(new short[samplesIn(length)]);
    }

    static int samplesIn(Duration length) {
        return Math.toIntExact(length.toMillis() * RATE / 1000);
    }

    Duration length() {
        return Duration.ofMillis(samples.length * 1000L / RATE);
    }

    int peak() {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs((int) sample));
        }
        return peak;
    }

    /** The sound with this peak. Silence stays silence. */
    Pcm normalised(int wantedPeak) {
        int peak = peak();
        if (peak == 0) {
            return this;
        }
        short[] scaled = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = (short) Math.clamp(samples[i] * (long) wantedPeak / peak, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new Pcm(scaled);
    }

    /** The sound without the silence before and after it. */
    Pcm trimmed() {
        int from = 0;
        int to = samples.length;
        while (from < to && Math.abs((int) samples[from]) < SILENCE) {
            from++;
        }
        while (to > from && Math.abs((int) samples[to - 1]) < SILENCE) {
            to--;
        }
        return new Pcm(Arrays.copyOfRange(samples, from, to));
    }

    static Pcm joined(Iterable<Pcm> parts) {
        int length = 0;
        for (Pcm part : parts) {
            length += part.samples.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (Pcm part : parts) {
            System.arraycopy(part.samples, 0, all, at, part.samples.length);
            at += part.samples.length;
        }
        return new Pcm(all);
    }

    byte[] toWav() {
        int data = samples.length * BYTES_PER_SAMPLE;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + data).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + data).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE)
                .putInt(RATE * BYTES_PER_SAMPLE)
                .putShort((short) BYTES_PER_SAMPLE)
                .putShort((short) 16);
        wav.put(ascii("data")).putInt(data);
        wav.asShortBuffer().put(samples);
        return wav.array();
    }

    /**
     * Reads a WAV file of exactly this format. A data length beyond the end means "to the end", because espeak-ng
     * writes such a length to a pipe.
     *
     * @throws IOException that names the fault when it is anything else
     */
    static Pcm ofWav(byte[] bytes) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || !tag(wav, 0).equals("RIFF") || !tag(wav, 8).equals("WAVE")) {
            throw new IOException("not a WAV file");
        }
        int at = 12;
        boolean formatSeen = false;
        while (at + 8 <= bytes.length) {
            String tag = tag(wav, at);
            long size = Integer.toUnsignedLong(wav.getInt(at + 4));
            int body = at + 8;
            if (tag.equals("fmt ")) {
                checkFormat(wav, body);
                formatSeen = true;
            } else if (tag.equals("data") && formatSeen) {
                return samples(wav, body, (int) Math.min(size, bytes.length - body));
            }
            at = (int) Math.min(Integer.MAX_VALUE - 8L, body + size + size % 2);
        }
        throw new IOException("the WAV file holds no sound");
    }

    private static void checkFormat(ByteBuffer wav, int at) throws IOException {
        if (at + 16 > wav.capacity()
                || wav.getShort(at) != 1
                || wav.getShort(at + 2) != 1
                || wav.getInt(at + 4) != RATE
                || wav.getShort(at + 14) != 16) {
            throw new IOException(
                    "the WAV file is not 22050 Hz, mono, 16 bits (convert it: sox in.wav -r 22050 -c 1 -b 16 out.wav)");
        }
    }

    /** Makes a sound of samples as they are in a file: 16 bits, little-endian. */
    static Pcm ofBytes(byte[] bytes) {
        return samples(ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private static Pcm samples(ByteBuffer wav, int at, int length) {
        short[] samples = new short[length / BYTES_PER_SAMPLE];
        wav.slice(at, length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Pcm(samples);
    }

    private static String tag(ByteBuffer wav, int at) {
        byte[] tag = new byte[4];
        wav.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String tag) {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }
}
