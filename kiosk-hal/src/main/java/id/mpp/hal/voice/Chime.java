package id.mpp.hal.voice;

import java.time.Duration;

/** The bell of two tones before a call. It is computed: E5 and C5, each with two overtones, dying away. */
final class Chime {

    private static final Duration LENGTH = Duration.ofMillis(1_150);
    private static final double FIRST_HZ = 659.26;
    private static final double SECOND_HZ = 523.25;
    private static final double SECOND_AFTER_S = 0.42;
    private static final double DECAY_PER_S = 4.2;
    private static final double ATTACK_S = 0.006;
    private static final double FADE_OUT_S = 0.08;

    private Chime() {}

    static Pcm make() {
        short[] samples = new short[Pcm.samplesIn(LENGTH)];
        double end = samples.length / (double) Pcm.RATE;
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) Pcm.RATE;
            double fade = Math.min(1, (end - t) / FADE_OUT_S);
            double value = (bell(FIRST_HZ, t) + bell(SECOND_HZ, t - SECOND_AFTER_S)) * fade;
            samples[i] = (short) (value * 9_000);
        }
        return new Pcm(samples);
    }

    private static double bell(double hz, double t) {
        if (t < 0) {
            return 0;
        }
        double phase = 2 * Math.PI * hz * t;
        double tone = Math.sin(phase)
                + 0.35 * Math.sin(2 * phase) * Math.exp(-3 * t)
                + 0.15 * Math.sin(3 * phase) * Math.exp(-6 * t);
        return tone * Math.min(1, t / ATTACK_S) * Math.exp(-DECAY_PER_S * t);
    }
}
