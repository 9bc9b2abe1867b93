package id.mpp.hal.voice;

import id.mpp.hal.voice.virtual.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A speech engine whose words are tones. Each word has its own pitch, so that the sound shows what was spoken. */
final class ToneVoice {

    static final Duration WORD = Duration.ofMillis(120);

    /** The first pitch. All pitches are below half of the rate, and far enough apart to be told by counting. */
    private static final double FIRST_HZ = 1_000;

    private static final double STEP_HZ = 60;

    /** A pause that is shorter than those between words and longer than a wave. */
    private static final Duration PAUSE = Duration.ofMillis(30);

    private ToneVoice() {}

    static VoiceSynthesizer in(Path clips) {
        return new VoiceSynthesizer(
                (text, language) -> tone(hertz(SpokenLanguage.of(language), text), Pcm.RATE, 1),
                clips,
                Optional.empty());
    }

    /** The words that were heard behind the chime. */
    static List<String> words(SpokenLanguage language, Heard heard) {
        List<String> vocabulary = List.copyOf(Vocabulary.of(language));
        return heard.stretches(PAUSE).stream()
                .skip(1)
                .map(heard::pitch)
                .map(pitch -> (int) Math.round((pitch - FIRST_HZ) / STEP_HZ))
                .map(index -> index >= 0 && index < vocabulary.size() ? vocabulary.get(index) : "?")
                .toList();
    }

    static double hertz(SpokenLanguage language, String word) {
        return FIRST_HZ + STEP_HZ * List.copyOf(Vocabulary.of(language)).indexOf(word);
    }

    /** A WAV file of 16 bits. */
    static byte[] tone(double hertz, int rate, int channels) {
        int frames = (int) (WORD.toMillis() * rate / 1000);
        var wav = java.nio.ByteBuffer.allocate(44 + frames * 2 * channels).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * 2 * channels);
        wav.putShort((short) (2 * channels)).putShort((short) 16);
        wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(frames * 2 * channels);
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels; c++) {
                wav.putShort((short) (12_000 * Math.sin(2 * Math.PI * hertz * i / rate)));
            }
        }
        return wav.array();
    }
}
