package id.mpp.hal.voice;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import id.mpp.hal.voice.SpokenCall.Attempt;
import id.mpp.hal.voice.virtual.Heard;
import id.mpp.hal.voice.virtual.VirtualSpeaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listens to the loudspeakers of two zones. Words are tones here, and the test sets the clock. */
@Timeout(600)
class AnnouncerTest {

    private static final Duration STALE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final VirtualSpeaker hallA = new VirtualSpeaker();
    private final VirtualSpeaker hallB = new VirtualSpeaker();
    private Announcer announcer = announcer(ToneVoice.in(Path.of("nowhere")));

    @AfterEach
    void close() {
        hallA.releaseSounds();
        hallB.releaseSounds();
        announcer.close();
    }

    private Announcer announcer(VoiceSynthesizer voice) {
        return new Announcer(voice, Map.of("A", hallA, "B", hallB), STALE, nanos::get, QuickDevices.timing());
    }

    private void start() {
        announcer = announcer(ToneVoice.in(folder));
        announcer.start();
    }

    private static List<SpokenCall> call(String number) {
        return List.of(new SpokenCall(SpokenLanguage.INDONESIAN, Attempt.FIRST, number, "3"));
    }

    private AnnouncementCounts counts(String zone) {
        return announcer.counts().getOrDefault(zone, new AnnouncementCounts(-1, -1, -1, -1, -1, -1));
    }

    @Test
    void theWordsOfACallAreHeardInTheirOrderBehindTheChime() throws Exception {
        start();
        assertTrue(announcer.announce("A", call("A-057")));

        await().until(() -> counts("A").spoken() == 1);
        Heard heard = hallA.heard().getFirst();
        assertEquals(
                List.of("nomor antrean", "a", "nol", "lima", "tujuh", "silakan menuju loket", "tiga"),
                ToneVoice.words(SpokenLanguage.INDONESIAN, heard));
        assertEquals(22_050, heard.rate());
        long words = 7 * ToneVoice.WORD.toMillis();
        long chimeAndPauses = 1_150 + 150 + 4 * 70 + 2 * 260 + 200;
        assertTrue(
                Math.abs(heard.length().toMillis() - words - chimeAndPauses) < 300,
                () -> heard.length() + " for seven words");
        assertTrue(heard.peak() > 25_000, () -> "peak " + heard.peak());
        assertEquals(List.of(), hallB.heard());
    }

    @Test
    void aCallInTwoLanguagesHasOneChime() throws Exception {
        start();
        announcer.announce(
                "A",
                List.of(
                        new SpokenCall(SpokenLanguage.INDONESIAN, Attempt.LAST, "B-1", "12"),
                        new SpokenCall(SpokenLanguage.ENGLISH, Attempt.LAST, "B-1", "12")));

        await().until(() -> counts("A").spoken() == 1);
        List<String> both =
                ToneVoice.words(SpokenLanguage.INDONESIAN, hallA.heard().getFirst());
        assertEquals(
                List.of("panggilan terakhir", "nomor antrean", "be", "satu", "silakan menuju loket", "dua", "belas"),
                both.subList(0, 7));
        assertEquals(
                List.of("last call", "ticket number", "bee", "one", "please go to counter", "twelve"),
                ToneVoice.words(SpokenLanguage.ENGLISH, hallA.heard().getFirst())
                        .subList(7, 13));
    }

    @Test
    void aZoneNeverTalksOverItselfAndNeverWaitsForAnother() {
        hallA.holdSounds();
        start();
        for (int i = 1; i <= 3; i++) {
            announcer.announce("A", call("A-" + i));
            announcer.announce("B", call("B-" + i));
        }
        await().until(() -> counts("B").spoken() == 3);
        assertEquals(1, hallA.heard().size());

        hallA.releaseSounds();
        await().until(() -> counts("A").spoken() == 3);
        assertEquals(0, hallA.overlaps());
        assertEquals(0, hallB.overlaps());
    }

    @Test
    void aCallThatWaitedTooLongIsDroppedAndCounted() {
        hallA.holdSounds();
        start();
        announcer.announce("A", call("A-1"));
        await().until(() -> hallA.heard().size() == 1);
        announcer.announce("A", call("A-2"));
        nanos.addAndGet(STALE.toNanos() / 2);
        announcer.announce("A", call("A-3"));
        nanos.addAndGet(STALE.toNanos() / 2 + 1);
        hallA.releaseSounds();

        await().until(() -> counts("A").spoken() == 2);
        assertEquals(new AnnouncementCounts(2, 0, 1, 0, 0, 0), counts("A"));
        assertEquals(
                List.of("tiga", "silakan menuju loket", "tiga"),
                ToneVoice.words(SpokenLanguage.INDONESIAN, hallA.heard().getLast())
                        .subList(2, 5));
    }

    @Test
    void aRecallTakesThePlaceOfTheCallThatStillWaits() {
        hallA.holdSounds();
        start();
        announcer.announce("A", call("A-1"));
        await().until(() -> hallA.heard().size() == 1);
        announcer.announce("A", call("A-2"));
        announcer.announce("A", List.of(new SpokenCall(SpokenLanguage.INDONESIAN, Attempt.SECOND, "A-2", "3")));
        hallA.releaseSounds();

        await().until(() -> counts("A").spoken() == 2);
        assertEquals(new AnnouncementCounts(2, 0, 0, 1, 0, 0), counts("A"));
        assertEquals(
                "panggilan kedua",
                ToneVoice.words(SpokenLanguage.INDONESIAN, hallA.heard().getLast())
                        .getFirst());
    }

    @Test
    void theQueueHasALimitAndTheOldestGoesFirst() {
        hallA.holdSounds();
        start();
        announcer.announce("A", call("A-0"));
        await().until(() -> hallA.heard().size() == 1);
        for (int i = 1; i <= ZoneSpeaker.CALLS_WAITING_AT_MOST + 2; i++) {
            announcer.announce("A", call("A-" + i));
        }
        assertEquals(2, counts("A").overflowed());
        hallA.releaseSounds();
        await().until(() -> counts("A").spoken() == ZoneSpeaker.CALLS_WAITING_AT_MOST + 1);
    }

    @Test
    void aBrokenLoudspeakerIsReportedAndTheNextCallIsHeardWhenItIsBack() {
        hallA.setBroken(true);
        start();
        announcer.announce("A", call("A-1"));
        await().until(() -> counts("A").failed() >= 1);
        assertEquals("speaker", announcer.devices().getFirst().kind());
        hallA.setBroken(false);
        announcer.announce("A", call("A-2"));
        await().until(() -> counts("A").spoken() == 1);
        await().until(() -> announcer.devices().getFirst().status().power() == Power.ONLINE);
    }

    @Test
    void closingStopsTheSoundAtOnceAlsoWhenTheSoundCardHangs() {
        hallA.holdSounds();
        hallB.hang();
        start();
        announcer.announce("A", call("A-1"));
        announcer.announce("B", call("B-1"));
        await().until(() -> hallA.heard().size() == 1 && hallB.heard().size() == 1);
        long began = System.nanoTime();
        announcer.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 30);
        assertEquals(0, counts("A").spoken());
    }

    @Test
    void aZoneWithoutALoudspeakerIsLeftToItsBoard() {
        start();
        assertFalse(announcer.announce("C", call("A-1")));
        assertThrows(IllegalArgumentException.class, () -> announcer.announce("A", List.of()));
    }

    @Test
    void withoutSpeechTheChimeIsHeardAndCounted() {
        announcer = announcer(new VoiceSynthesizer(
                (text, language) -> {
                    throw new IOException("no speech here");
                },
                folder,
                Optional.empty()));
        announcer.start();
        announcer.announce("A", call("A-1"));
        await().until(() -> counts("A").spoken() == 1);
        assertEquals(1, counts("A").chimeOnly());
        assertTrue(hallA.heard().getFirst().length().toMillis() < 1_500);
        assertTrue(hallA.heard().getFirst().peak() > 10_000);
    }
}
