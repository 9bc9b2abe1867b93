package id.mpp.kiosk;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BrokerKeys;
import id.mpp.hal.printer.Slip;
import id.mpp.kiosk.booking.SampleBookings;
import id.mpp.kiosk.devices.DeviceConfig;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.SimulatedTime;
import id.mpp.queue.QueuePolicy;
import id.mpp.web.HttpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set, with its defaults. Every key of the file is here, and an unknown one is refused.
 *
 * @param node this kiosk's id, unique at the broker
 * @param relay the broker; null for a kiosk that relays nothing
 * @param devices the devices and where they are
 */
record KioskConfig(
        Web web,
        Files files,
        String node,
        @Nullable BrokerAccess relay,
        Service service,
        DeviceConfig devices,
        Paper paper,
        Codes codes,
        Clock clock) {
    /** @param publicUrl where phones reach this kiosk; the tickets' QR codes lead there */
    record Web(HttpServer.Binding binding, String publicUrl) {}

    /**
     * Where the kiosk keeps and finds what is its own.
     *
     * @param data the folder of journal, accounts, sessions and voice clips
     * @param catalog the hall; null for the sample hall
     * @param credentials where the first passwords are written
     * @param boardFolder texts and pictures of the hall's boards
     */
    record Files(Path data, @Nullable Path catalog, Path credentials, Path boardFolder) {
        static Files read(Configuration config) throws ConfigurationException {
            Path data = config.path("data.folder", Path.of("data", "kiosk"));
            return new Files(
                    data,
                    optional(config, "catalog"),
                    config.path("credentials", data.resolve("credentials.json")),
                    config.path("board.folder", data.resolve("board")));
        }
    }

    /**
     * @param surveyEvery one of so many finished tickets is invited to the survey
     * @param alwaysOpen whether holidays and calendars are set aside each day, as for a demonstration
     */
    record Service(int surveyEvery, boolean alwaysOpen) {
        static Service read(Configuration config) throws ConfigurationException {
            return new Service(
                    config.number(
                            "survey.every", QueuePolicy.standard().surveyEvery(), 1, QueuePolicy.MAX_SURVEY_EVERY),
                    config.oneOf("hours", "real", List.of("real", "open")).equals("open"));
        }
    }

    /**
     * @param layout what stands on a ticket; null for the built-in layout
     * @param logo a picture for the head of the ticket; null for none
     */
    record Paper(@Nullable Path layout, @Nullable Path logo) {}

    /**
     * @param keys the folder of the public keys that signed codes are checked with; null for none
     * @param bookings the file of reservations; null for none
     * @param samples the folder of sample bookings, beside a virtual scanner; null for none
     */
    record Codes(
            @Nullable Path keys,
            @Nullable Path bookings,
            @Nullable Path samples) {
        static Codes read(Configuration config) throws ConfigurationException {
            Path samples = optional(config, "codes.samples");
            if (samples != null && !config.text("scanner.address", "none").equals("virtual")) {
                throw config.wrong(
                        "codes.samples", samples.toString(), "nothing, or scanner.address = \"virtual\" beside it");
            }
            Path keys = optional(config, "codes.keys");
            Path bookings = optional(config, "codes.bookings");
            return new Codes(
                    keys == null && samples != null ? SampleBookings.keys(samples) : keys,
                    bookings == null && samples != null ? SampleBookings.book(samples) : bookings,
                    samples);
        }
    }

    /**
     * @param trusted whether this machine's clock is known to be right; else something must speak for it
     * @param root where the files are looked for that speak for the clock
     * @param simulated the clock of a simulated day; null for the world's
     */
    record Clock(boolean trusted, Path root, @Nullable SimulatedTime simulated) {
        static Clock read(Configuration config) throws ConfigurationException {
            return new Clock(
                    config.oneOf("clock", "evidence", List.of("evidence", "trusted"))
                            .equals("trusted"),
                    config.path("clockRoot", Path.of("/")),
                    SimulatedTime.read(config).orElse(null));
        }
    }

    /** What fits into a ticket's QR code beside {@code /t/} and the longest id of a ticket. */
    private static final int PUBLIC_URL_AT_MOST = Slip.QR_AT_MOST - "/t/".length() - 64;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    static KioskConfig read(Configuration config) throws ConfigurationException {
        int port = config.number("http.port", 8080, 0, 65_535);
        boolean tls = config.flag("http.tls", false);
        String node = config.text("node.id", "hub-1");
        if (!SLUG.matcher(node).matches()) {
            throw config.wrong("node.id", node, "1-40 characters of a-z, 0-9, '.', '_' or '-'");
        }
        String local = (tls ? "https" : "http") + "://127.0.0.1:" + port;
        KioskConfig read = new KioskConfig(
                new Web(
                        new HttpServer.Binding(config.text("http.host", "127.0.0.1"), port, tls),
                        publicUrl(config, local)),
                Files.read(config),
                node,
                BrokerKeys.read(config, "relay", "").orElse(null),
                Service.read(config),
                DeviceConfig.read(config),
                new Paper(optional(config, "printer.layout"), optional(config, "printer.logo")),
                Codes.read(config),
                Clock.read(config));
        config.refuseUnknown();
        return read;
    }

    private static @Nullable Path optional(Configuration config, String key) throws ConfigurationException {
        return config.optionalText(key).map(Path::of).orElse(null);
    }

    private static String publicUrl(Configuration config, String local) throws ConfigurationException {
        String publicUrl = config.text("http.publicUrl", local);
        if (publicUrl.length() > PUBLIC_URL_AT_MOST) {
            throw config.wrong(
                    "http.publicUrl",
                    publicUrl,
                    "at most " + PUBLIC_URL_AT_MOST + " characters: it is printed as a QR code");
        }
        if (!publicUrl.matches("https?://[^\\s]+[^/\\s]")) {
            throw config.wrong("http.publicUrl", publicUrl, "http(s)://host without a slash at the end");
        }
        return publicUrl;
    }
}
