package id.mpp.hal.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A device's address as written in the configuration: a scheme, and options behind a colon
 * ({@code gpio:chip=0,pin=17,active=low}). Each kind of device reads its options from here. Every error message holds
 * the text, the fault and examples. Nothing here touches a device.
 */
public final class DeviceAddress {

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern OPTION = Pattern.compile("([a-z][a-z0-9]*)=([^,=]+)");

    /** The most characters that an address may have. */
    private static final int LENGTH_AT_MOST = 200;

    private final String what;
    private final String text;
    private final String examples;
    private final String scheme;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    private DeviceAddress(String what, String text, String examples) {
        this.what = what;
        this.text = text.strip();
        this.examples = examples;
        int colon = this.text.indexOf(':');
        this.scheme = colon < 0 ? this.text : this.text.substring(0, colon);
        if (this.text.length() > LENGTH_AT_MOST || !SCHEME.matcher(scheme).matches()) {
            throw wrong("does not begin with a kind of device");
        }
        if (colon >= 0) {
            for (String option : this.text.substring(colon + 1).split(",", -1)) {
                readOption(option.strip());
            }
        }
    }

    /**
     * @param what the kind of thing it is the address of, for messages ({@code display})
     * @throws IllegalArgumentException that names the text, the fault and the examples, as all methods here do
     */
    public static DeviceAddress parse(String what, String text, String examples) {
        return new DeviceAddress(what, text, examples);
    }

    private void readOption(String option) {
        var matcher = OPTION.matcher(option);
        if (!matcher.matches()) {
            throw wrong("has the unreadable option \"" + option + "\"");
        }
        if (options.put(matcher.group(1), matcher.group(2).strip()) != null) {
            throw wrong("has the option \"" + matcher.group(1) + "\" twice");
        }
    }

    /** The text before the colon. */
    public String scheme() {
        return scheme;
    }

    /** Reads a required number, decimal or as {@code 0x27}. */
    public int number(String key, int least, int most) {
        return optionalNumber(key, least, most).orElseThrow(() -> wrong("lacks the option \"" + key + "\""));
    }

    /** Reads a number that may be missing. */
    public Optional<Integer> optionalNumber(String key, int least, int most) {
        return word(key).map(value -> {
            int number;
            try {
                number = value.startsWith("0x") ? Integer.parseInt(value.substring(2), 16) : Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw wrong("has \"" + key + "=" + value + "\", which is no number", e);
            }
            if (number < least || number > most) {
                throw wrong("has \"" + key + "=" + value + "\", which is not from " + least + " to " + most);
            }
            return number;
        });
    }

    /** Reads one of a few words. The first of them is the default. */
    public String oneOf(String key, List<String> words) {
        String value = word(key).orElse(words.getFirst());
        if (!words.contains(value)) {
            throw wrong("has \"" + key + "=" + value + "\", which is none of " + String.join(", ", words));
        }
        return value;
    }

    /** Reads any text without commas and equal signs. */
    public Optional<String> word(String key) {
        known.add(key);
        return Optional.ofNullable(options.get(key));
    }

    /** Refuses every option that nobody has read. To be called after the last option was read. */
    public void refuseUnknownOptions() {
        for (String key : options.keySet()) {
            if (!known.contains(key)) {
                throw wrong("has the unknown option \"" + key + "\""
                        + (known.isEmpty() ? " (it takes none)" : " (known: " + String.join(", ", known) + ")"));
            }
        }
    }

    /** The exception for a fault, worded like all the others. */
    public IllegalArgumentException wrong(String fault) {
        return new IllegalArgumentException(sentence(fault));
    }

    private IllegalArgumentException wrong(String fault, Exception cause) {
        return new IllegalArgumentException(sentence(fault), cause);
    }

    private String sentence(String fault) {
        return "the " + what + " address \"" + text + "\" " + fault + "; examples: " + examples;
    }

    @Override
    public String toString() {
        return text;
    }
}
