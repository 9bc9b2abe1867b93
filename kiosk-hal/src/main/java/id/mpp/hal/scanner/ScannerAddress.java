package id.mpp.hal.scanner;

import id.mpp.hal.device.DeviceTiming;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a scanner is, as written in the configuration. Parsing touches no device and starts no program.
 *
 * <ul>
 *   <li>{@code evdev:///dev/input/mpp-scanner}: types as a keyboard; {@code ?bits=32} where the other side is of a
 *       32-bit machine
 *   <li>{@code serial:///dev/ttyACM0?baud=9600}: sends lines
 *   <li>{@code camera:rpicam-vid --nopreview --codec mjpeg --timeout 0 --output -}: a program that writes MJPEG to its
 *       standard output. All behind the colon is its command, parted at blanks; {@code "…"} keeps blanks together. No
 *       shell reads it.
 * </ul>
 */
public final class ScannerAddress {

    private static final String EXAMPLES =
            "; examples: evdev:///dev/input/mpp-scanner, serial:///dev/ttyACM0?baud=9600,"
                    + " camera:rpicam-vid --nopreview --codec mjpeg --timeout 0 --output -";

    private static final String CAMERA = "camera:";
    /** More than any camera's options need. */
    private static final int MAX_LENGTH = 1_000;

    private static final Pattern OPTION = Pattern.compile("(\\w+)=(\\w+)");
    /** A word, or words between double quotes. There is no other way of quoting. */
    private static final Pattern WORD = Pattern.compile("\\G *(?:\"([^\"]*)\"|([^ \"]+))(?= |$)");

    private static final Set<String> BAUD_RATES = Set.of("2400", "4800", "9600", "19200", "38400", "57600", "115200");

    private final String text;
    private final ScannerIo io;
    private final Supplier<CodeDecoder> decoders;

    private ScannerAddress(String text, ScannerIo io, Supplier<CodeDecoder> decoders) {
        this.text = text;
        this.io = io;
        this.decoders = decoders;
    }

    /** @throws IllegalArgumentException that names the address, the fault and examples */
    public static ScannerAddress parse(String text) {
        String address = text.strip();
        if (address.length() > MAX_LENGTH || address.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw wrong(address, "is longer than " + MAX_LENGTH + " characters or holds control characters");
        }
        if (address.startsWith(CAMERA)) {
            List<String> command = command(address);
            return new ScannerAddress(address, new CameraIo(command), () -> new FrameDecoder(System::nanoTime));
        }
        try {
            URI uri = new URI(address);
            return switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
                case "evdev" -> evdev(address, uri);
                case "serial" -> serial(address, uri);
                default -> throw wrong(address, "has to begin with evdev://, serial:// or camera:");
            };
        } catch (URISyntaxException e) {
            throw wrong(address, "is not an address: " + e.getReason());
        }
    }

    /** Makes a scanner at this address and does not start it. */
    public CodeScanner scanner(String id, DeviceTiming timing) {
        return new WireScanner(id, io, decoders, timing);
    }

    ScannerIo io() {
        return io;
    }

    private static ScannerAddress evdev(String address, URI uri) {
        String bits = options(address, uri, "bits").getOrDefault("bits", nativeBits());
        if (!bits.equals("64") && !bits.equals("32")) {
            throw wrong(address, "has bits=" + bits + " (known: 64, 32)");
        }
        int width = Integer.parseInt(bits);
        return new ScannerAddress(address, new EvdevIo(path(address, uri)), () -> new KeyboardDecoder(width));
    }

    private static ScannerAddress serial(String address, URI uri) {
        String baud = options(address, uri, "baud").getOrDefault("baud", "9600");
        if (!BAUD_RATES.contains(baud)) {
            throw wrong(address, "has the baud rate " + baud + ", which is none of 2400 to 115200");
        }
        return new ScannerAddress(address, new SerialIo(path(address, uri), Integer.parseInt(baud)), LineDecoder::new);
    }

    private static List<String> command(String address) {
        Matcher words = WORD.matcher(address.substring(CAMERA.length()));
        List<String> command = new ArrayList<>();
        int end = 0;
        while (words.find()) {
            command.add(words.group(1) == null ? words.group(2) : words.group(1));
            end = words.end();
        }
        if (end < address.length() - CAMERA.length()) {
            throw wrong(address, "has a quote that does not close, or not at the end of a word");
        }
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw wrong(address, "names no program");
        }
        return command;
    }

    private static Map<String, String> options(String address, URI uri, String known) {
        Map<String, String> options = new HashMap<>();
        for (String option : Optional.ofNullable(uri.getQuery()).orElse("").split("&", -1)) {
            Matcher matcher = OPTION.matcher(option);
            if (option.isEmpty()) {
                continue;
            }
            if (!matcher.matches()) {
                throw wrong(address, "has the unreadable option \"" + option + "\"");
            }
            if (!matcher.group(1).equals(known)) {
                throw wrong(address, "has the unknown option \"" + matcher.group(1) + "\" (known: " + known + ")");
            }
            options.put(known, matcher.group(2));
        }
        return options;
    }

    private static Path path(String address, URI uri) {
        if (uri.getPath() == null || uri.getPath().length() < 2 || uri.getAuthority() != null) {
            throw wrong(address, "needs three slashes and the whole path of the device");
        }
        return Path.of(uri.getPath());
    }

    private static String nativeBits() {
        return ValueLayout.ADDRESS.byteSize() == Long.BYTES ? "64" : "32";
    }

    private static IllegalArgumentException wrong(String text, String fault) {
        return new IllegalArgumentException("the scanner address \"" + text + "\" " + fault + EXAMPLES);
    }

    @Override
    public String toString() {
        return text;
    }
}
