package id.mpp.kiosk;

import id.mpp.bus.BrokerAccess;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.virtual.PrinterStandIn;
import id.mpp.hal.scanner.virtual.SimulateScanner;
import id.mpp.kiosk.calendar.CalendarImport;
import id.mpp.kiosk.devices.KioskDevices;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.doctor.BrokerCheck;
import id.mpp.kiosk.doctor.Doctor;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.printing.LogoFile;
import id.mpp.kiosk.printing.SlipPreview;
import id.mpp.kiosk.printing.TicketLayoutFile;
import id.mpp.kiosk.printing.TicketSlip;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.kiosk.sqlite.JournalSwap;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.Ending;
import id.mpp.program.JvmWorkers;
import id.mpp.program.LogLines;
import id.mpp.program.Workers;
import id.mpp.queue.Hall;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands beside the kiosk itself. Each answers an exit status: 0, 1 when something is wrong, 2 for a wrong use.
 */
final class Commands {
    static final String USAGE = """
        kiosk-app [--config FILE]                  the kiosk
        kiosk-app verify DATAFOLDER                proves a journal
        kiosk-app doctor [--config FILE] [--language id|en] [--wait SECONDS]
                                                   tries every configured device and the broker, and says what to mend
        kiosk-app simulate-device printer|scanner  stands in for a device; --help or no options tell more
        kiosk-app preview-ticket LAYOUT OUT.png [--config FILE] [--language id|en]
                                                   paints a sample ticket with a layout, for the kiosk's printer, logo and hall
        kiosk-app import-calendar CATALOG FILE…    takes holidays into a catalogue
        """;

    private static final int EXIT_FAULT = 1;
    private static final int EXIT_USAGE = 2;
    private static final int WAIT_AT_MOST = 600;

    private final PrintStream out;
    private final PrintStream err;

    Commands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs what {@code command} names. */
    int run(String command, List<String> args) {
        return switch (command) {
            case "verify" -> args.size() == 1 ? verify(Path.of(args.getFirst())) : usage();
            case "doctor" -> doctor(args);
            case "simulate-device" ->
                args.isEmpty() ? usage() : simulate(args.getFirst(), args.subList(1, args.size()));
            case "preview-ticket" ->
                args.size() < 2
                        ? usage()
                        : preview(Path.of(args.get(0)), Path.of(args.get(1)), args.subList(2, args.size()));
            case "import-calendar" -> CalendarImport.run(args, out, err);
            default -> {
                err.println("'" + command + "' is not known; the commands are:");
                yield usage();
            }
        };
    }

    private int usage() {
        err.print(USAGE);
        return EXIT_USAGE;
    }

    private int verify(Path folder) {
        Path file = folder.resolve(KioskWiring.JOURNAL);
        if (!Files.isRegularFile(file)) {
            err.println("there is no journal " + file + "; name the kiosk's data folder");
            return EXIT_USAGE;
        }
        try {
            JournalCheck.Result result = JournalCheck.all(file);
            result.faults().forEach(fault -> out.println("DAMAGED  " + fault));
            out.println((result.sound() ? "sound" : "damaged") + ": " + result.events() + " events, " + result.seals()
                    + " day seals, chain head " + result.head());
            return result.sound() ? 0 : EXIT_FAULT;
        } catch (SQLException e) {
            out.println("DAMAGED  the journal cannot be opened: " + e.getMessage());
            return EXIT_FAULT;
        }
    }

    /** A device made of software, for a kiosk or a technician on the other end of the wire. */
    private int simulate(String device, List<String> args) {
        return switch (device) {
            case "printer" -> PrinterStandIn.run(args, System.in, out, err);
            case "scanner" -> SimulateScanner.run(args, System.in, out, err);
            default -> {
                err.println("'" + device + "' cannot be simulated; use simulate-device printer or scanner");
                yield EXIT_USAGE;
            }
        };
    }

    private int preview(Path layout, Path picture, List<String> args) {
        Map<String, String> options = options(args, List.of("--config", "--language"));
        if (options == null) {
            return usage();
        }
        try {
            KioskConfig config = config(options);
            Hall hall = new HallFiles(config).hall();
            List<String> languages = hall.branch().languages();
            String language = options.getOrDefault("--language", languages.getFirst());
            PrinterProfile profile = config.devices().profile();
            Path logo = config.paper().logo();
            TicketSlip slips = new TicketSlip(
                    hall,
                    new HardwareTexts(languages),
                    config.web().publicUrl(),
                    TicketLayoutFile.read(layout, languages),
                    logo == null ? null : LogoFile.read(logo, profile.dotsPerLine()));
            Files.write(picture, SlipPreview.png(slips, hall, profile, language, Instant.now(), 0));
            out.println(picture);
            return 0;
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return EXIT_USAGE;
        } catch (IOException e) {
            err.println(
                    "the picture cannot be written to " + picture + " (" + e + "); name a file in a folder of yours");
            return EXIT_FAULT;
        }
    }

    /** What drivers and libraries log is silenced: the doctor says it in its own lines. */
    private int doctor(List<String> args) {
        LogLines.silence();
        Map<String, String> options = options(args, List.of("--config", "--language", "--wait"));
        String wait = options == null ? "" : options.getOrDefault("--wait", "20");
        if (options == null || !wait.matches("[0-9]{1,3}")) {
            return usage();
        }
        int seconds = Math.min(Integer.parseInt(wait), WAIT_AT_MOST);
        try {
            KioskConfig config = config(options);
            String language = options.getOrDefault("--language", "id");
            return examine(config, language, Doctor.Limits.standard(Duration.ofSeconds(seconds)));
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return EXIT_USAGE;
        }
    }

    /** Pairs of a known option and its value; null where there is anything else. */
    private static @Nullable Map<String, String> options(List<String> args, List<String> known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.size(); i += 2) {
            options.put(args.get(i), args.get(i + 1));
        }
        boolean sound = args.size() % 2 == 0
                && known.containsAll(options.keySet())
                && options.getOrDefault("--language", "id").matches("id|en");
        return sound ? options : null;
    }

    private static KioskConfig config(Map<String, String> options) throws ConfigurationException {
        String file = options.get("--config");
        return KioskConfig.read(
                file == null
                        ? Configuration.empty(System.getenv())
                        : Configuration.read(Path.of(file), System.getenv()));
    }

    /** What a full disk would leave. */
    private void tellReserve(DiskReserve reserve, HardwareTexts texts, String language) {
        out.println(texts.text(
                language, "doctor.storage", reserve.bytes() >> 20, reserve.wanted() >> 20, reserve.tickets()));
        if (reserve.bytes() == 0) {
            out.println(texts.text(language, "doctor.storage.unmade"));
        } else if (reserve.wanted() < DiskReserve.MOST_BYTES) {
            out.println(texts.text(language, "doctor.storage.small"));
        }
    }

    /** Tries the devices of this configuration. */
    int examine(KioskConfig config, String language, Doctor.Limits limits) throws ConfigurationException {
        HallFiles files = new HallFiles(config);
        Hall hall = files.hall();
        config.devices().check(hall);
        HardwareTexts texts = new HardwareTexts(List.of("id", "en"));
        Path clips = config.files().data().resolve("voice");
        Workers workers = new JvmWorkers(Ending.told());
        try (KioskDevices devices =
                new KioskDevices(config.devices(), clips, DeviceWiring.zones(hall), InstantSource.system(), workers)) {
            BrokerAccess access = config.relay();
            BrokerCheck broker = access == null
                    ? null
                    : new BrokerCheck(access, hall.branch().id(), config.node(), workers);
            Doctor doctor = new Doctor(devices, broker, texts, language, limits, out);
            doctor.tellFiles(files.check(hall, texts).now());
            Begun begun = Begun.read(config.files().data().resolve(JournalSwap.NOTE));
            if (begun != null && !begun.seen()) {
                doctor.tellJournal(begun.sentence());
            }
            tellReserve(new DiskReserve(config.files().data()), texts, language);
            return doctor.examine(Path.of("/dev")) == 0 ? 0 : EXIT_FAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_FAULT;
        }
    }
}
