/** A loudspeaker made of software. It knows the wire {@code SpeakerIo} and no other class of the voice. */
@NullMarked
package id.mpp.hal.voice.virtual;

import org.jspecify.annotations.NullMarked;
