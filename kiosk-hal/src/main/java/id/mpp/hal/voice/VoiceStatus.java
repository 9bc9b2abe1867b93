package id.mpp.hal.voice;

/**
 * Whether calls are spoken.
 *
 * @param sentenceKey key of a sentence in the message files
 * @param detail what failed last and what to do about it, in English; empty when all is well
 */
public record VoiceStatus(boolean speaking, String sentenceKey, String detail) {

    static final VoiceStatus SPEAKING = new VoiceStatus(true, "voice.ok", "");

    static VoiceStatus chimeOnly(String detail) {
        return new VoiceStatus(false, "voice.chime-only", detail);
    }
}
