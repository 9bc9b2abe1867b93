package id.mpp.kiosk.devices;

import id.mpp.hal.button.Contact;
import id.mpp.hal.display.DisplayAddress;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.lights.Lamp;
import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.scanner.ScannerAddress;
import id.mpp.hal.voice.SpeakerAddress;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Counter;
import id.mpp.queue.Hall;
import id.mpp.queue.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The devices as an operator configures them, checked as far as that goes without touching one.
 *
 * @param printer {@code virtual}, {@code none}, or an address of the hardware layer
 * @param rollMetres length of a new roll of paper
 * @param scanner {@code virtual}, {@code none}, or an address of the hardware layer
 * @param virtualPins whether plates, buttons and lights are on pins made of software
 * @param plates number plates by counter
 * @param speaker the loudspeaker of all zones without one of their own
 * @param speakers loudspeakers by zone
 * @param recordings the hall's own clips for the voice; null for none
 */
public record DeviceConfig(
        String printer,
        PrinterProfile profile,
        int rollMetres,
        String scanner,
        boolean virtualPins,
        Map<String, DisplayAddress> plates,
        Map<Contact, PinAddress> contacts,
        Map<Lamp, PinAddress> lamps,
        SpeakerAddress speaker,
        Map<String, SpeakerAddress> speakers,
        @Nullable Path recordings) {
    static final String VIRTUAL = "virtual";
    static final String NONE = "none";
    /**
     * The loudspeaker of all zones without one of their own, beside the zones' ids: no zone's, for its key is taken.
     */
    static final String EVERYWHERE = "address";

    private static final String SPEAKER = "speaker.address";

    /** Asks for all keys of devices. */
    public static DeviceConfig read(Configuration config) throws ConfigurationException {
        String printer = config.text("printer.address", VIRTUAL);
        if (isReal(printer)) {
            parse("printer.address", printer, PrinterAddress::parse);
        }
        String scanner = config.text("scanner.address", NONE);
        if (isReal(scanner)) {
            parse("scanner.address", scanner, ScannerAddress::parse);
        }
        boolean virtualPins =
                config.oneOf("pins", "real", List.of("real", VIRTUAL)).equals(VIRTUAL);
        Map<String, DisplayAddress> plates = table(config, "display", DisplayAddress::parse);
        for (Map.Entry<String, DisplayAddress> plate : plates.entrySet()) {
            if (plate.getValue() instanceof DisplayAddress.VirtualPlate && !virtualPins) {
                throw config.wrong("display." + plate.getKey(), VIRTUAL, "an address, or the key pins = \"virtual\"");
            }
        }
        Path recordings = config.optionalText("voice.recordings").map(Path::of).orElse(null);
        if (recordings != null && !Files.isDirectory(recordings)) {
            throw config.wrong("voice.recordings", recordings.toString(), "a folder that is there");
        }
        SpeakerAddress speaker = parse(SPEAKER, config.text(SPEAKER, "board"), SpeakerAddress::parse);
        Map<String, SpeakerAddress> speakers = table(config, "speaker", SpeakerAddress::parse);
        speakers.remove(EVERYWHERE);
        return new DeviceConfig(
                printer,
                PrinterProfile.named(config.oneOf("printer.profile", "epson-80", PrinterProfile.names())),
                config.number("printer.rollMetres", 80, 5, 1_000),
                scanner,
                virtualPins,
                plates,
                pins(config, "buttons.", Contact.class),
                pins(config, "lights.", Lamp.class),
                speaker,
                speakers,
                recordings);
    }

    /** Refuses counters and zones that the hall does not have. */
    public void check(Hall hall) throws ConfigurationException {
        List<String> counters =
                hall.counters().stream().map(Counter::id).map(Object::toString).toList();
        List<String> zones =
                hall.zones().stream().map(Zone::id).map(Object::toString).toList();
        refuse(
                "display",
                plates.keySet().stream().filter(id -> !counters.contains(id)).toList(),
                "counter",
                counters);
        refuse(
                "speaker",
                speakers.keySet().stream().filter(id -> !zones.contains(id)).toList(),
                "zone",
                zones);
    }

    private static void refuse(String table, List<String> unknown, String what, List<String> known)
            throws ConfigurationException {
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("configuration key " + table + "." + unknown.getFirst() + " names no "
                    + what + " of this hall; it has " + String.join(", ", known) + "; correct it and start again");
        }
    }

    /** The name of a contact or lamp in configuration and API: {@code call-assist}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isReal(String address) {
        return !address.equals(VIRTUAL) && !address.equals(NONE);
    }

    /** The keys are camel case: {@code buttons.callAssist}. */
    private static <E extends Enum<E>> Map<E, PinAddress> pins(Configuration config, String prefix, Class<E> names)
            throws ConfigurationException {
        Map<E, PinAddress> pins = new EnumMap<>(names);
        for (E name : names.getEnumConstants()) {
            String[] words = word(name).split("-", -1);
            StringBuilder key = new StringBuilder(prefix).append(words[0]);
            for (int i = 1; i < words.length; i++) {
                key.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
            }
            String text = config.text(key.toString(), "");
            if (!text.isEmpty()) {
                pins.put(name, parse(key.toString(), text, PinAddress::parse));
            }
        }
        return pins;
    }

    private static <T> Map<String, T> table(Configuration config, String table, Function<String, T> parser)
            throws ConfigurationException {
        Map<String, T> parsed = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : config.texts(table).entrySet()) {
            parsed.put(entry.getKey(), parse(table + "." + entry.getKey(), entry.getValue(), parser));
        }
        return parsed;
    }

    private static <T> T parse(String key, String text, Function<String, T> parser) throws ConfigurationException {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage() + " (configuration key " + key + ")", e);
        }
    }
}
