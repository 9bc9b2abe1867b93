package id.mpp.hal.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.voice.SpokenCall.Attempt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real espeak-ng, except where the test is about its absence. */
class VoiceSynthesizerIT {

    private static final SpokenCall CALL = call("A-057", "3");

    @TempDir
    Path folder;

    @Test
    void aCallIsOneWavOfChimeAndSpeech() throws Exception {
        VoiceClip clip = VoiceSynthesizer.withEspeak(folder).makeCallClip(CALL);

        assertTrue(clip.spoken());
        try (var audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(clip.wav()))) {
            assertTrue(
                    audio.getFormat().matches(new AudioFormat(22_050, 16, 1, true, false)),
                    audio.getFormat()::toString);
            assertEquals(clip.length().toMillis(), audio.getFrameLength() * 1000 / 22_050);
        }
        assertTrue(clip.length().toMillis() > 4_000 && clip.length().toMillis() < 9_000, clip.length()::toString);
        assertLoudEverySecond(Pcm.ofWav(clip.wav()));
        Files.write(Files.createDirectories(Path.of("target", "voice")).resolve("A-057.wav"), clip.wav());
    }

    @Test
    void theSameWordsAreSynthesisedOnceAndSurviveARestart() throws Exception {
        Counting engine = new Counting(new EspeakNg());
        new VoiceSynthesizer(engine, folder, Optional.empty()).makeCallClip(CALL);
        assertEquals(
                List.of("nomor antrean", "a", "nol", "lima", "tujuh", "silakan menuju loket", "tiga"), engine.spoken);

        VoiceSynthesizer restarted = new VoiceSynthesizer(engine, folder, Optional.empty());
        restarted.makeCallClip(CALL);
        restarted.makeCallClip(call("A-075", "3"));
        assertEquals(7, engine.spoken.size());
    }

    @Test
    @Tag("alone")
    void aCallOfKnownWordsTakesUnder150Milliseconds() throws Exception {
        VoiceSynthesizer voice = VoiceSynthesizer.withEspeak(folder);
        voice.makeCallClip(CALL);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long began = System.nanoTime();
            voice.makeCallClip(CALL);
            best = Math.min(best, System.nanoTime() - began);
        }
        assertTrue(Duration.ofNanos(best).toMillis() < 150, "took " + best / 1_000_000 + " ms");
    }

    @Test
    void aCounterWithANameIsSpokenAsAWholeSentence() throws Exception {
        Counting engine = new Counting(new EspeakNg());
        VoiceClip clip =
                new VoiceSynthesizer(engine, folder, Optional.empty()).makeCallClip(call("A-001", "Bank Riau"));

        assertTrue(clip.spoken());
        assertEquals(List.of("Nomor antrean, a, nol nol satu, silakan menuju loket bank riau."), engine.spoken);
    }

    @Test
    void recordedClipsAreUsedBeforeMadeOnes() throws Exception {
        Path recordings = Files.createDirectories(folder.resolve("recordings").resolve("id"));
        Pcm tone = Chime.make();
        Files.write(recordings.resolve("nol.wav"), tone.toWav());
        Files.write(recordings.resolve("lima.wav"), new byte[] {1, 2, 3});
        Counting engine = new Counting(new EspeakNg());

        VoiceClip clip = new VoiceSynthesizer(
                        engine, folder.resolve("clips"), Optional.of(folder.resolve("recordings")))
                .makeCallClip(CALL);

        assertTrue(clip.spoken());
        assertFalse(engine.spoken.contains("nol"));
        assertTrue(engine.spoken.contains("lima"), "a damaged recording must be replaced by a made clip");
    }

    @Test
    void aSentenceOfTheGuideIsSpokenWithoutChimeAndNotAtAllWithoutEspeak() throws Exception {
        VoiceClip clip = VoiceSynthesizer.withEspeak(folder)
                .makeSentenceClip(SpokenLanguage.INDONESIAN, "Pilih instansi")
                .orElseThrow();
        assertTrue(clip.length().toMillis() > 500 && clip.length().toMillis() < 2_500, clip.length()::toString);
        assertTrue(Pcm.ofWav(clip.wav()).peak() > 10_000);

        VoiceSynthesizer mute = new VoiceSynthesizer(
                new EspeakNg("/nonexistent/espeak-ng", Duration.ofSeconds(1)), folder, Optional.empty());
        assertEquals(Optional.empty(), mute.makeSentenceClip(SpokenLanguage.INDONESIAN, "Pilih instansi"));
        assertFalse(mute.status().speaking());
    }

    @Test
    void withoutEspeakThereIsTheChimeAndTheStatusSaysWhatToDo() throws Exception {
        VoiceSynthesizer voice = new VoiceSynthesizer(
                new EspeakNg("/nonexistent/espeak-ng", Duration.ofSeconds(1)), folder, Optional.empty());

        VoiceClip clip = voice.makeCallClip(CALL);

        assertFalse(clip.spoken());
        assertTrue(Pcm.ofWav(clip.wav()).peak() > 10_000);
        assertFalse(voice.status().speaking());
        assertEquals("voice.chime-only", voice.status().sentenceKey());
        assertTrue(
                voice.status().detail().contains("apt-get install espeak-ng"),
                voice.status().detail());
    }

    @Test
    void aSpeechProgramThatHangsIsEnded() throws Exception {
        Path sleeper = script("sleep 60");
        long began = System.nanoTime();

        IOException e = assertThrows(
                IOException.class, () -> new EspeakNg(sleeper.toString(), Duration.ofMillis(300)).speak("satu", "id"));

        assertTrue(e.toString().contains("took over 300 ms"), e.toString());
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 50);
    }

    @Test
    void aSpeechProgramThatNeverStopsTalkingIsEnded() throws Exception {
        Path talker = script("cat /dev/zero");

        IOException e = assertThrows(
                IOException.class, () -> new EspeakNg(talker.toString(), Duration.ofSeconds(20)).speak("satu", "id"));

        assertTrue(e.toString().contains("too long"), e.toString());
    }

    @Test
    void preparingMakesAllClipsOfALanguage() throws Exception {
        VoiceSynthesizer voice = VoiceSynthesizer.withEspeak(folder);
        voice.prepareClips(SpokenLanguage.INDONESIAN);

        try (Stream<Path> files = Files.list(folder.resolve("id"))) {
            assertEquals(Vocabulary.of(SpokenLanguage.INDONESIAN).size(), files.count());
        }
        assertTrue(voice.status().speaking());
    }

    @Test
    void aWavSurvivesTheWayThroughAFile() throws Exception {
        Pcm chime = Chime.make();
        assertArrayEquals(chime.toWav(), Pcm.ofWav(chime.toWav()).toWav());
        assertThrows(IOException.class, () -> Pcm.ofWav(new byte[100]));
    }

    private Path script(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("speaker"), "#!/bin/sh\nexec " + line + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    /** No second of a call is silent: each word is there. */
    private static void assertLoudEverySecond(Pcm sound) throws IOException {
        byte[] wav = sound.toWav();
        for (int from = 44; from + 2 * Pcm.RATE < wav.length; from += 2 * Pcm.RATE) {
            int peak = 0;
            for (int i = from; i < from + 2 * Pcm.RATE; i += 2) {
                peak = Math.max(peak, Math.abs((short) ((wav[i] & 0xFF) | (wav[i + 1] << 8))));
            }
            assertTrue(peak > 5_000, "peak " + peak + " in the second from byte " + from);
        }
    }

    private static SpokenCall call(String number, String counter) {
        return new SpokenCall(SpokenLanguage.INDONESIAN, Attempt.FIRST, number, counter);
    }

    /** Remembers what it was asked to speak. */
    private record Counting(SpeechEngine engine, List<String> spoken) implements SpeechEngine {
        Counting(SpeechEngine engine) {
            this(engine, new ArrayList<>());
        }

        @Override
        public byte[] speak(String text, String language) throws IOException, InterruptedException {
            spoken.add(text);
            return engine.speak(text, language);
        }
    }
}
