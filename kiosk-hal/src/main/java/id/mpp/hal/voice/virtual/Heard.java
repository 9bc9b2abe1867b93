package id.mpp.hal.voice.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A sound that a loudspeaker made.
 *
 * @param samples as they were played; must not be changed
 * @param rate samples a second
 * @param wav the file, for whoever wants to hear it; must not be changed
 */
public record Heard(short[] samples, int rate, byte[] wav) {

    /** Samples below this are silence: -40 dB. */
    private static final int SILENCE = 330;

    /** How long it takes to hear it. */
    public Duration length() {
        return Duration.ofMillis(samples.length * 1000L / rate);
    }

    /** The loudest sample. */
    public int peak() {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs((int) sample));
        }
        return peak;
    }

    /** A stretch of sound between two pauses: the index of its first sample, and the one after its last. */
    public record Stretch(int from, int to) {}

    /** The stretches between pauses of at least {@code pause}. With the right length of pause they are the words. */
    public List<Stretch> stretches(Duration pause) {
        long gap = pause.toMillis() * rate / 1000;
        List<Stretch> found = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs((int) samples[i]) >= SILENCE) {
                if (from < 0) {
                    from = i;
                } else if (i - last > gap) {
                    found.add(new Stretch(from, last + 1));
                    from = i;
                }
                last = i;
            }
        }
        if (from >= 0) {
            found.add(new Stretch(from, last + 1));
        }
        return found;
    }

    /** The pitch of a stretch in Hertz, counted by its crossings of zero. This is right for a pure tone. */
    public double pitch(Stretch stretch) {
        int crossings = 0;
        for (int i = stretch.from() + 1; i < stretch.to(); i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                crossings++;
            }
        }
        return crossings * (double) rate / (stretch.to() - stretch.from());
    }
}
