package id.mpp.hal.printer;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a printer is, as written in the configuration: {@code tcp://host:9100}, {@code serial:///dev/ttyUSB0?baud=9600}
 * (with {@code &flow=rtscts}), {@code file:///dev/usb/lp0}. Parsing touches no device.
 */
public final class PrinterAddress {

    private static final String EXAMPLES =
            "; examples: tcp://192.168.1.50:9100, serial:///dev/ttyUSB0?baud=9600, file:///dev/usb/lp0";

    private static final int DEFAULT_PORT = 9100;
    private static final int DEFAULT_BAUD = 9600;
    private static final Pattern OPTION = Pattern.compile("(\\w+)=(\\w+)");
    private static final Map<String, Integer> BAUD_RATES = Map.of(
            "2400", 2400, "4800", 4800, "9600", 9600, "19200", 19_200, "38400", 38_400, "57600", 57_600, "115200",
            115_200);

    private final String text;
    private final URI uri;

    private PrinterAddress(String text, URI uri) {
        this.text = text;
        this.uri = uri;
    }

    /** @throws IllegalArgumentException that names the address, the fault and examples */
    public static PrinterAddress parse(String text) {
        try {
            PrinterAddress address = new PrinterAddress(text, new URI(text.strip()));
            address.io(PrinterTiming.standard());
            return address;
        } catch (URISyntaxException e) {
            throw wrong(text, "is not an address: " + e.getReason());
        }
    }

    /** Makes a printer at this address and does not start it. */
    public TicketPrinter printer(String id, PrinterProfile profile, PrinterTiming timing) {
        return new EscPosPrinter(id, io(timing), profile, timing);
    }

    private PrinterIo io(PrinterTiming timing) {
        return switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
            case "tcp" -> tcp(timing);
            case "serial" -> serial();
            case "file" -> new DeviceFileIo(path(), timing.open());
            default -> throw wrong(text, "has to begin with tcp://, serial:// or file://");
        };
    }

    private TcpIo tcp(PrinterTiming timing) {
        if (uri.getHost() == null) {
            throw wrong(text, "names no host");
        }
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw wrong(text, "has a port outside 1 to 65535");
        }
        return new TcpIo(uri.getHost(), port, timing.open());
    }

    private SerialIo serial() {
        int baud = DEFAULT_BAUD;
        boolean hardwareFlow = false;
        for (String option : Optional.ofNullable(uri.getQuery()).orElse("").split("&", -1)) {
            Matcher matcher = OPTION.matcher(option);
            if (option.isEmpty()) {
                continue;
            }
            if (!matcher.matches()) {
                throw wrong(text, "has the unreadable option \"" + option + "\"");
            }
            switch (matcher.group(1)) {
                case "baud" -> baud = baud(matcher.group(2));
                case "flow" -> hardwareFlow = flow(matcher.group(2));
                default -> throw wrong(text, "has the unknown option \"" + matcher.group(1) + "\" (known: baud, flow)");
            }
        }
        return new SerialIo(path(), baud, hardwareFlow);
    }

    private int baud(String value) {
        Integer baud = BAUD_RATES.get(value);
        if (baud == null) {
            throw wrong(text, "has the baud rate " + value + ", which is none of 2400 to 115200");
        }
        return baud;
    }

    private boolean flow(String value) {
        return switch (value) {
            case "rtscts" -> true;
            case "none" -> false;
            default -> throw wrong(text, "has the flow control " + value + " (known: none, rtscts)");
        };
    }

    private Path path() {
        if (uri.getPath() == null || uri.getPath().length() < 2 || uri.getAuthority() != null) {
            throw wrong(text, "needs three slashes and the whole path of the device");
        }
        return Path.of(uri.getPath());
    }

    private static IllegalArgumentException wrong(String text, String fault) {
        return new IllegalArgumentException("the printer address \"" + text + "\" " + fault + EXAMPLES);
    }

    @Override
    public String toString() {
        return text;
    }
}
