package id.mpp.hal.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A sound file that a hall has recorded itself. It is converted from other rates and from stereo, and brought to the
 * common loudness.
 */
final class Recording {

    private static final AudioFormat OURS = new AudioFormat(Pcm.RATE, 16, 1, true, false);

    private Recording() {}

    /** @throws IOException that says what is wrong with the file and how to make a good one */
    static Pcm read(byte[] file) throws IOException {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            AudioFormat format = sound.getFormat();
            if (!format.matches(OURS) && !AudioSystem.isConversionSupported(OURS, format)) {
                throw new IOException("its format cannot be read (" + format + "); convert it: sox in.wav -r "
                        + Pcm.RATE + " -c 1 -b 16 out.wav");
            }
            try (AudioInputStream converted = AudioSystem.getAudioInputStream(OURS, sound)) {
                Pcm clip = Pcm.ofBytes(converted.readAllBytes()).trimmed();
                if (clip.peak() == 0) {
                    throw new IOException("it is silent; record it again");
                }
                return clip.normalised(Pcm.SPEECH_PEAK);
            }
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(
                    "it is no WAV, AIFF or AU file; convert it: sox in.mp3 -r " + Pcm.RATE + " -c 1 -b 16 out.wav", e);
        }
    }
}
