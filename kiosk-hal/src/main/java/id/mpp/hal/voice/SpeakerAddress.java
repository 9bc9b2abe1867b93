package id.mpp.hal.voice;

import id.mpp.hal.device.DeviceAddress;
import java.util.Optional;

/**
 * Where the calls of a zone are heard, as written in the configuration: {@code sound} or {@code sound:mixer=USB Audio}
 * (the sound card of this computer), {@code aplay:device=plughw:1}, {@code board} (the zone's board plays them itself)
 * or {@code virtual}.
 */
public record SpeakerAddress(Kind kind, Optional<String> device) {

    /** Who makes the sound. */
    public enum Kind {
        SOUND,
        APLAY,
        BOARD,
        VIRTUAL
    }

    /**
     * Touches no device.
     *
     * @throws IllegalArgumentException that names the text, the fault and examples
     */
    public static SpeakerAddress parse(String text) {
        DeviceAddress address = DeviceAddress.parse(
                "loudspeaker", text, "sound, sound:mixer=USB Audio, aplay:device=plughw:1, board, virtual");
        SpeakerAddress parsed = switch (address.scheme()) {
            case "sound" -> new SpeakerAddress(Kind.SOUND, address.word("mixer"));
            case "aplay" -> new SpeakerAddress(Kind.APLAY, address.word("device"));
            case "board" -> new SpeakerAddress(Kind.BOARD, Optional.empty());
            case "virtual" -> new SpeakerAddress(Kind.VIRTUAL, Optional.empty());
            default -> throw address.wrong("names no known loudspeaker (known: sound, aplay, board, virtual)");
        };
        address.refuseUnknownOptions();
        return parsed;
    }

    /**
     * The real loudspeaker. Empty where the board plays the calls, and where whoever starts it passes one made of
     * software.
     */
    public Optional<SpeakerIo> speaker() {
        return switch (kind) {
            case SOUND -> Optional.of(new SoundCardSpeaker(device, new AplaySpeaker("aplay", "default")));
            case APLAY -> Optional.of(new AplaySpeaker("aplay", device.orElse("default")));
            case BOARD, VIRTUAL -> Optional.empty();
        };
    }
}
