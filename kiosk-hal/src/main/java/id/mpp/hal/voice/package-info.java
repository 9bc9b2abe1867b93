/**
 * The spoken call. {@link id.mpp.hal.voice.SpokenCall} says what is spoken, as text.
 * {@link id.mpp.hal.voice.VoiceSynthesizer} makes one WAV file of it: a chime, and then the clips of the words. The
 * clips come from a folder of recordings of the hall, or else are made by espeak-ng when they are first needed. Without
 * either only the chime is heard, and the status says so.
 *
 * <p>{@link id.mpp.hal.voice.Announcer} speaks calls over the hall's own loudspeakers, with a
 * {@link id.mpp.hal.voice.SpeakerIo} for each zone. Where a board plays the calls, it needs only the WAV file.
 *
 * <p>Depends on the JDK, slf4j and the common {@code device} life; anybody above may use it. The loudspeaker made of
 * software is in {@code voice.virtual}.
 */
@NullMarked
package id.mpp.hal.voice;

import org.jspecify.annotations.NullMarked;
