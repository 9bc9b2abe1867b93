/**
 * The spoken call. {@link id.mpp.hal.voice.SpokenCall} says what is spoken (pure text),
 * {@link id.mpp.hal.voice.VoiceSynthesizer} makes one WAV of it: a chime, then clips of words joined. Clips are
 * recorded ones from a folder of the hall, else made by espeak-ng when first needed; without either there is the chime
 * alone, and the status says so.
 *
 * <p>{@link id.mpp.hal.voice.Announcer} speaks calls over the hall's own loudspeakers, a
 * {@link id.mpp.hal.voice.SpeakerIo} for each zone; where a board plays the calls, it only needs the WAV.
 *
 * <p>Depends on the JDK, slf4j and the common {@code device} life; anybody above may use it. The loudspeaker made of
 * software is in {@code voice.virtual}.
 */
@NullMarked
package id.mpp.hal.voice;

import org.jspecify.annotations.NullMarked;
