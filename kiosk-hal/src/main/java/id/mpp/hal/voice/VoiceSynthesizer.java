package id.mpp.hal.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one WAV file for one call: the chime, then the words, each from a clip that is kept. A call of known words
 * takes a few milliseconds, and a new word costs one run of espeak-ng. A call that holds words beyond numbers and
 * letters, such as the name of a counter, is spoken as a whole sentence. Without speech the chime remains. Usable from
 * any thread; calls are made one after another.
 */
public final class VoiceSynthesizer {

    private static final Logger LOG = LoggerFactory.getLogger(VoiceSynthesizer.class);

    /** The peak of the chime. A bell should be heard and not startle. */
    private static final int CHIME_PEAK = 17_000;

    private static final Duration AFTER_CHIME = Duration.ofMillis(150);
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(70);
    private static final Duration BETWEEN_PHRASES = Duration.ofMillis(260);
    private static final Duration BETWEEN_LANGUAGES = Duration.ofMillis(500);
    private static final Duration AT_THE_END = Duration.ofMillis(200);

    /** How long espeak-ng is not tried again after a failure. Somebody may have installed it in the meantime. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(30);

    private final SpeechEngine engine;
    private final ClipStore store;
    private final Pcm chime = Chime.make().normalised(CHIME_PEAK);
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile VoiceStatus status = VoiceStatus.SPEAKING;
    private long failedNanos;

    /**
     * @param clips the folder for clips made here; created when needed
     * @param recordings the folder with the hall's own clips, preferred word by word ({@code id/nol.wav})
     */
    public VoiceSynthesizer(SpeechEngine engine, Path clips, Optional<Path> recordings) {
        this.engine = engine;
        this.store = new ClipStore(clips, recordings);
    }

    /** Makes one with espeak-ng and no recordings. */
    public static VoiceSynthesizer withEspeak(Path clips) {
        return withEspeak(clips, Optional.empty());
    }

    /** Makes one with espeak-ng for the words that were not recorded. */
    public static VoiceSynthesizer withEspeak(Path clips, Optional<Path> recordings) {
        return new VoiceSynthesizer(new EspeakNg(), clips, recordings);
    }

    /** How the last call went. Before the first failure it says that calls are spoken. */
    public VoiceStatus status() {
        return status;
    }

    /**
     * What the folder of the hall's own clips is good for in this language. Reads all of it. The lists are empty
     * without a folder.
     */
    public RecordedVoice judgeRecordings(SpokenLanguage language) {
        return store.judgeRecordings(language);
    }

    /** Makes the sound of a call in one language; see {@link #makeCallClip(List)}. */
    public VoiceClip makeCallClip(SpokenCall call) throws InterruptedException {
        return makeCallClip(List.of(call));
    }

    /**
     * Makes the sound of a call in its languages, one after the other. Never fails: without speech it is the chime, and
     * {@link #status()} says why. Blocks for some milliseconds, or for seconds when words are new.
     */
    public VoiceClip makeCallClip(List<SpokenCall> calls) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            List<Pcm> parts = new ArrayList<>(List.of(chime, Pcm.silence(AFTER_CHIME)));
            for (SpokenCall call : calls) {
                parts.add(speech(call).normalised(Pcm.SPEECH_PEAK));
                parts.add(Pcm.silence(BETWEEN_LANGUAGES));
            }
            parts.removeLast();
            parts.add(Pcm.silence(AT_THE_END));
            status = VoiceStatus.SPEAKING;
            return clip(parts, true);
        } catch (IOException e) {
            if (status.speaking()) {
                LOG.warn("calls have the chime alone: {}", e.getMessage());
            }
            status = VoiceStatus.chimeOnly(e.getMessage() == null ? e.toString() : e.getMessage());
            return clip(List.of(chime, Pcm.silence(AT_THE_END)), false);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Makes a sentence without the chime, for one listener close by. It is made anew each time and is empty without
     * speech. Blocks for a tenth of a second on a PC, for a second on a Pi, and for longer while a call is being made.
     */
    public Optional<VoiceClip> makeSentenceClip(SpokenLanguage language, String sentence) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            Pcm speech = synthesised(language, sentence);
            status = VoiceStatus.SPEAKING;
            return Optional.of(clip(List.of(speech, Pcm.silence(AT_THE_END)), true));
        } catch (IOException e) {
            status = VoiceStatus.chimeOnly(e.getMessage() == null ? e.toString() : e.getMessage());
            return Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Makes the clips of letters, digits and phrases in advance, so that the first call of the day is as quick as the
     * others.
     */
    public void prepareClips(SpokenLanguage language) throws InterruptedException {
        for (String word : Vocabulary.of(language)) {
            oneAtATime.lockInterruptibly();
            try {
                word(language, word);
            } catch (IOException e) {
                status = VoiceStatus.chimeOnly(e.getMessage() == null ? e.toString() : e.getMessage());
                return;
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    private Pcm speech(SpokenCall call) throws IOException, InterruptedException {
        Set<String> known = Vocabulary.of(call.language());
        List<SpokenCall.Phrase> phrases = call.phrases();
        if (!phrases.stream().allMatch(phrase -> known.containsAll(phrase.clips()))) {
            return synthesised(call.language(), call.sentence());
        }
        List<Pcm> parts = new ArrayList<>();
        for (SpokenCall.Phrase phrase : phrases) {
            for (String word : phrase.clips()) {
                parts.add(word(call.language(), word));
                parts.add(Pcm.silence(BETWEEN_WORDS));
            }
            parts.removeLast();
            parts.add(Pcm.silence(BETWEEN_PHRASES));
        }
        parts.removeLast();
        return Pcm.joined(parts);
    }

    private Pcm word(SpokenLanguage language, String word) throws IOException, InterruptedException {
        Optional<Pcm> kept = store.find(language.code, word);
        if (kept.isPresent()) {
            return kept.get();
        }
        Pcm made = synthesised(language, word);
        store.keep(language.code, word, made);
        return made;
    }

    private Pcm synthesised(SpokenLanguage language, String text) throws IOException, InterruptedException {
        if (!status.speaking() && System.nanoTime() - failedNanos < TRY_AGAIN_AFTER.toNanos()) {
            throw new IOException(status.detail());
        }
        try {
            Pcm sound = Pcm.ofWav(engine.speak(text, language.code)).trimmed();
            if (sound.peak() == 0) {
                throw new IOException("the speech program was silent about \"" + text + "\"");
            }
            return sound.normalised(Pcm.SPEECH_PEAK);
        } catch (IOException e) {
            failedNanos = System.nanoTime();
            throw e;
        }
    }

    private static VoiceClip clip(List<Pcm> parts, boolean spoken) {
        Pcm all = Pcm.joined(parts);
        return new VoiceClip(all.toWav(), all.length(), spoken);
    }
}
