package id.mpp.hal.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.voice.SpokenCall.Attempt;
import id.mpp.hal.voice.virtual.Heard;
import id.mpp.hal.voice.virtual.VirtualSpeaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hall's own recordings: real files in a folder, of the kinds that people bring. */
class RecordingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"22050, 1", "44100, 1", "48000, 2", "16000, 1", "8000, 2"})
    void otherRatesAndStereoAreConvertedAtTheSamePitchAndLength(int rate, int channels) throws Exception {
        Pcm clip = Recording.read(ToneVoice.tone(1_000, rate, channels));

        assertTrue(Math.abs(clip.length().toMillis() - ToneVoice.WORD.toMillis()) < 15, clip.length()::toString);
        assertTrue(Math.abs(clip.peak() - Pcm.SPEECH_PEAK) < 200, () -> "peak " + clip.peak());
        VirtualSpeaker speaker = new VirtualSpeaker();
        speaker.play(clip.toWav());
        Heard heard = speaker.heard().getFirst();
        assertEquals(1_000, heard.pitch(new Heard.Stretch(0, heard.samples().length)), 20);
    }

    @Test
    void aFileThatIsNoGoodIsRefusedWithWhatToDo() {
        assertRefused(new byte[] {1, 2, 3}, "it is no WAV");
        assertRefused(Pcm.silence(ToneVoice.WORD).toWav(), "it is silent; record it again");
        byte[] packed = ToneVoice.tone(1_000, 22_050, 1);
        packed[20] = 0x55;
        assertRefused(packed, "convert it: sox");
    }

    private static void assertRefused(byte[] file, String why) {
        IOException e = assertThrows(IOException.class, () -> Recording.read(file));
        assertTrue(e.toString().contains(why), e::toString);
    }

    @Test
    void recordedWordsComeFirstAndTheOthersAreMade() throws Exception {
        Path recordings = Files.createDirectories(folder.resolve("rec").resolve("id"));
        // "lima" is recorded with the tone of "sembilan", so whoever hears that tone has heard the recording.
        Files.write(
                recordings.resolve("lima.wav"),
                ToneVoice.tone(ToneVoice.hertz(SpokenLanguage.INDONESIAN, "sembilan"), 44_100, 2));
        VoiceSynthesizer voice = new VoiceSynthesizer(
                (text, language) -> ToneVoice.tone(ToneVoice.hertz(SpokenLanguage.of(language), text), Pcm.RATE, 1),
                folder.resolve("clips"),
                Optional.of(folder.resolve("rec")));
        VirtualSpeaker speaker = new VirtualSpeaker();

        speaker.play(voice.makeCallClip(new SpokenCall(SpokenLanguage.INDONESIAN, Attempt.FIRST, "A-057", "15"))
                .wav());

        assertEquals(
                List.of("nomor antrean", "a", "nol", "sembilan", "tujuh", "silakan menuju loket", "sembilan", "belas"),
                ToneVoice.words(SpokenLanguage.INDONESIAN, speaker.heard().getFirst()));
    }

    @Test
    void aTechnicianIsToldWhatTheFolderIsGoodFor() throws Exception {
        Path recordings = Files.createDirectories(folder.resolve("id"));
        Files.write(recordings.resolve("nomor-antrean.wav"), ToneVoice.tone(1_000, 22_050, 1));
        Files.write(recordings.resolve("nol.wav"), new byte[] {1, 2, 3});
        Files.write(recordings.resolve("nomor_antrian.wav"), ToneVoice.tone(1_000, 22_050, 1));
        Files.write(recordings.resolve("satu.wav"), new byte[1_000_001]);

        RecordedVoice found = new VoiceSynthesizer(new EspeakNg(), folder.resolve("clips"), Optional.of(folder))
                .judgeRecordings(SpokenLanguage.INDONESIAN);

        assertEquals(List.of("nomor antrean"), found.usable());
        assertEquals(List.of("nomor_antrian.wav"), found.unknown());
        assertEquals(
                List.of("nol.wav", "satu.wav"), List.copyOf(found.unusable().keySet()));
        assertTrue(found.missing().contains("silakan-menuju-loket.wav"));
        assertEquals(
                Vocabulary.of(SpokenLanguage.INDONESIAN).size(),
                found.usable().size()
                        + found.missing().size()
                        + found.unusable().size());
    }
}
