package id.mpp.hal.voice;

import java.io.IOException;

/** A loudspeaker. Another way to make sound would implement this. */
public interface SpeakerIo {

    /** Its name in logs and messages. */
    String name();

    /**
     * Plays a WAV file (22,050 Hz, mono, 16 bits) and returns when it was heard. May hang in a broken device, so it is
     * called on a thread that can be given up.
     *
     * @throws IOException that says what failed and what the operator can do
     * @throws InterruptedException when the sound is to stop; it has stopped then
     */
    void play(byte[] wav) throws IOException, InterruptedException;
}
