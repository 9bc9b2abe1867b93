package id.mpp.hal.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Plays through the sound of the JDK, and with {@code aplay} where that finds no sound card because Java lacks its ALSA
 * library. The card is looked up anew for each sound, so that one that was unplugged is found again.
 */
final class SoundCardSpeaker implements SpeakerIo {

    /** The bytes of about 0.1 s, after which an interrupt ends the sound. */
    private static final int CHUNK = 4_096;

    private final Optional<String> mixer;
    private final SpeakerIo otherwise;

    /**
     * @param mixer part of the name of a sound card; without it the system's choice
     * @param otherwise plays where there is no card at all
     */
    SoundCardSpeaker(Optional<String> mixer, SpeakerIo otherwise) {
        this.mixer = mixer;
        this.otherwise = otherwise;
    }

    @Override
    public String name() {
        return "sound" + mixer.map(wanted -> ":mixer=" + wanted).orElse("");
    }

    @Override
    public void play(byte[] wav) throws IOException, InterruptedException {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            if (mixer.isEmpty()
                    && !AudioSystem.isLineSupported(new DataLine.Info(SourceDataLine.class, sound.getFormat()))) {
                otherwise.play(wav);
            } else {
                play(sound);
            }
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("what is to be played is no WAV file", e);
        }
    }

    private void play(AudioInputStream sound) throws IOException, InterruptedException {
        AudioFormat format = sound.getFormat();
        try (SourceDataLine line = line(format)) {
            line.open(format);
            line.start();
            byte[] chunk = new byte[CHUNK];
            for (int n = sound.read(chunk); n > 0; n = sound.read(chunk)) {
                line.write(chunk, 0, n);
                if (Thread.interrupted()) {
                    line.flush();
                    throw new InterruptedException("the sound is to stop");
                }
            }
            line.drain();
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new IOException(
                    "the sound card cannot be used (" + e.getMessage() + "): does another program hold it?", e);
        }
    }

    private SourceDataLine line(AudioFormat format) throws IOException, LineUnavailableException {
        if (mixer.isEmpty()) {
            return AudioSystem.getSourceDataLine(format);
        }
        String wanted = mixer.get();
        List<Mixer.Info> known = Arrays.asList(AudioSystem.getMixerInfo());
        for (Mixer.Info info : known) {
            if (info.getName().contains(wanted)) {
                return AudioSystem.getSourceDataLine(format, info);
            }
        }
        throw new IOException("there is no sound card \"" + wanted + "\"; there are: "
                + known.stream().map(Mixer.Info::getName).toList());
    }
}
