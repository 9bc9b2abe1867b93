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
 * What an operator may set, with its defaults; every key of the file is here, and an unknown one is refused.
 *
 * @param publicUrl where phones reach this kiosk; the tickets' QR codes lead there
 * @param data the folder of journal, accounts, sessions and voice clips
 * @param node this kiosk's id, unique at the broker
 * @param relay the broker; null for a kiosk that relays nothing
 * @param catalog the hall; null for the sample hall
 * @param credentials where the first passwords are written
 * @param devices the devices and where they are
 * @param ticketLayout what stands on a ticket; null for the built-in layout
 * @param logo a picture for the head of the ticket; null for none
 * @param codeKeys the folder of the public keys that signed codes are checked with; null for none
 * @param bookings the file of reservations; null for none
 * @param samples the folder of sample bookings, beside a virtual scanner; null for none
 * @param surveyEvery one of so many finished tickets is invited to the survey
 * @param boardFolder texts and pictures of the hall's boards
 * @param alwaysOpen whether holidays and calendars are set aside each day, as for a demonstration
 * @param clockTrusted whether this machine's clock is known to be right; else something must speak for it
 * @param clockRoot where the files are looked for that speak for the clock
 * @param simulated the clock of a simulated day; null for the world's
 */
record KioskConfig(
        HttpServer.Binding http,
        String publicUrl,
        Path data,
        String node,
        @Nullable BrokerAccess relay,
        @Nullable Path catalog,
        Path credentials,
        DeviceConfig devices,
        @Nullable Path ticketLayout,
        @Nullable Path logo,
        @Nullable Path codeKeys,
        @Nullable Path bookings,
        @Nullable Path samples,
        int surveyEvery,
        Path boardFolder,
        boolean alwaysOpen,
        boolean clockTrusted,
        Path clockRoot,
        @Nullable SimulatedTime simulated) {
    /** What fits into a ticket's QR code beside {@code /t/} and the longest id of a ticket. */
    private static final int PUBLIC_URL_AT_MOST = Slip.QR_AT_MOST - "/t/".length() - 64;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    static KioskConfig read(Configuration config) throws ConfigurationException {
        Path data = config.path("data.folder", Path.of("data", "kiosk"));
        int port = config.number("http.port", 8080, 0, 65_535);
        boolean tls = config.flag("http.tls", false);
        String node = config.text("node.id", "hub-1");
        if (!SLUG.matcher(node).matches()) {
            throw config.wrong("node.id", node, "1-40 characters of a-z, 0-9, '.', '_' or '-'");
        }
        BrokerAccess relay = BrokerKeys.read(config, "relay", "").orElse(null);
        String publicUrl = publicUrl(config, (tls ? "https" : "http") + "://127.0.0.1:" + port);
        Path samples = config.optionalText("codes.samples").map(Path::of).orElse(null);
        if (samples != null && !config.text("scanner.address", "none").equals("virtual")) {
            throw config.wrong(
                    "codes.samples", samples.toString(), "nothing, or scanner.address = \"virtual\" beside it");
        }
        KioskConfig read = new KioskConfig(
                new HttpServer.Binding(config.text("http.host", "127.0.0.1"), port, tls),
                publicUrl,
                data,
                node,
                relay,
                config.optionalText("catalog").map(Path::of).orElse(null),
                config.path("credentials", data.resolve("credentials.json")),
                DeviceConfig.read(config),
                config.optionalText("printer.layout").map(Path::of).orElse(null),
                config.optionalText("printer.logo").map(Path::of).orElse(null),
                config.optionalText("codes.keys")
                        .map(Path::of)
                        .orElse(samples == null ? null : SampleBookings.keys(samples)),
                config.optionalText("codes.bookings")
                        .map(Path::of)
                        .orElse(samples == null ? null : SampleBookings.book(samples)),
                samples,
                config.number("survey.every", QueuePolicy.standard().surveyEvery(), 1, QueuePolicy.MAX_SURVEY_EVERY),
                config.path("board.folder", data.resolve("board")),
                config.oneOf("hours", "real", List.of("real", "open")).equals("open"),
                config.oneOf("clock", "evidence", List.of("evidence", "trusted"))
                        .equals("trusted"),
                config.path("clockRoot", Path.of("/")),
                SimulatedTime.read(config).orElse(null));
        config.refuseUnknown();
        return read;
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
