/**
 * The spoken call. {@link id.mpp.hal.voice.SpokenCall} says what is spoken (pure text), {@link id.mpp.hal.voice.VoiceSynthesizer} makes
 * one WAV of it: a chime, then clips of words joined. Clips are recorded ones from a folder of the hall, else made by espeak-ng when first
 * needed; without either there is the chime alone, and the status says so.
 *
 * <p>Depends on the JDK and slf4j; anybody above may use it. Plays nothing: the board or a loudspeaker does.
 */
@NullMarked
package id.mpp.hal.voice;

import org.jspecify.annotations.NullMarked;
