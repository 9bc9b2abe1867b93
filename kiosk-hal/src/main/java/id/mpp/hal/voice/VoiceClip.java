package id.mpp.hal.voice;

import java.time.Duration;

/**
 * A call that is ready to be played.
 *
 * @param wav a WAV file: 22,050 Hz, mono, 16 bits; must not be changed
 * @param spoken false when it is the chime alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record VoiceClip(byte[] wav, Duration length, boolean spoken) {}
