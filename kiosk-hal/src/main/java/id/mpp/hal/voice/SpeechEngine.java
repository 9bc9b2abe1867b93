package id.mpp.hal.voice;

import java.io.IOException;

/** Makes speech of text. */
public interface SpeechEngine {

    /**
     * Speaks the text into a WAV file (22,050 Hz, mono, 16 bits). Blocks for a limited time.
     *
     * @param language ISO code
     * @throws IOException that says what failed and what the operator can do
     */
    byte[] speak(String text, String language) throws IOException, InterruptedException;
}
