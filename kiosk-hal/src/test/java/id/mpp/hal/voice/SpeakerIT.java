package id.mpp.hal.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways to a real loudspeaker, as far as a machine without one can test them: the bytes arrive, and faults are
 * reported.
 */
@Timeout(600)
class SpeakerIT {

    @TempDir
    Path folder;

    @Test
    void aplayGetsTheWholeSoundAndTheDevice() throws Exception {
        Path heard = folder.resolve("heard.wav");
        Path asked = folder.resolve("asked");
        Path aplay = script("echo \"$@\" > " + asked + "; cat > " + heard);
        byte[] wav = Chime.make().toWav();

        new AplaySpeaker(aplay.toString(), "plughw:1").play(wav);

        assertArrayEquals(wav, Files.readAllBytes(heard));
        assertEquals("-q -D plughw:1 -", Files.readString(asked).strip());
    }

    @Test
    void whatAplayComplainsAboutIsTold() throws Exception {
        Path aplay = script("echo 'aplay: main:831: audio open error: No such file or directory' >&2; exit 1");
        IOException e = assertThrows(
                IOException.class,
                () -> new AplaySpeaker(aplay.toString(), "hw:9")
                        .play(Chime.make().toWav()));
        assertTrue(e.toString().contains("audio open error"), e::toString);
        assertTrue(e.toString().contains("aplay -L"), e::toString);

        IOException none = assertThrows(
                IOException.class, () -> new AplaySpeaker("/nonexistent/aplay", "default").play(new byte[0]));
        assertTrue(none.toString().contains("apt-get install alsa-utils"), none::toString);
    }

    @Test
    void anInterruptEndsAplay() throws Exception {
        Path aplay = script("cat > /dev/null; exec sleep 60");
        List<Throwable> ends = new ArrayList<>();
        Thread playing = Thread.ofPlatform().start(() -> {
            try {
                new AplaySpeaker(aplay.toString(), "default").play(new byte[100]);
            } catch (IOException | InterruptedException e) {
                ends.add(e);
            }
        });
        playing.interrupt();
        playing.join();
        assertEquals(1, ends.size());
    }

    @Test
    void aSoundCardThatIsNotThereIsNamedWithThoseThatAre() {
        SoundCardSpeaker card =
                new SoundCardSpeaker(Optional.of("no such card"), new AplaySpeaker("/nonexistent/aplay", "default"));
        IOException e =
                assertThrows(IOException.class, () -> card.play(Chime.make().toWav()));
        assertTrue(e.toString().contains("no sound card \"no such card\"; there are: ["), e::toString);
    }

    @Test
    void addressesSayWhoMakesTheSound() {
        assertEquals("sound", name("sound"));
        assertEquals("sound:mixer=USB Audio", name("sound:mixer=USB Audio"));
        assertEquals("aplay:device=plughw:1", name("aplay:device=plughw:1"));
        assertEquals("aplay:device=default", name("aplay"));
        assertEquals(Optional.empty(), SpeakerAddress.parse("board").speaker());
        assertEquals(
                SpeakerAddress.Kind.VIRTUAL, SpeakerAddress.parse("virtual").kind());
    }

    private static String name(String address) {
        return SpeakerAddress.parse(address).speaker().orElseThrow().name();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loud", "aplay:mixer=x", "sound:mixer", "board:x=1"})
    void aFaultIsNamedWithExamples(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> SpeakerAddress.parse(text));
        assertTrue(e.toString().contains("the loudspeaker address \"" + text + "\""), e::toString);
        assertTrue(e.toString().contains("examples: sound, sound:mixer=USB Audio"), e::toString);
    }

    private Path script(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("aplay"), "#!/bin/sh\n" + lines + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
