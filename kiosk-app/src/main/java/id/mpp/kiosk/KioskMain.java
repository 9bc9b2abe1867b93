package id.mpp.kiosk;

import id.mpp.hal.printer.virtual.PrinterStandIn;
import id.mpp.hal.scanner.virtual.SimulateScanner;
import id.mpp.kiosk.calendar.CalendarImport;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.web.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code kiosk-app [--config FILE] [--watch-parent PID]}: the kiosk; {@code verify FOLDER}: proves a journal; {@code import-calendar
 * CATALOG FILE…}: holidays into a catalogue; {@code simulate-device printer|scanner …}: stands in for a device.
 */
public final class KioskMain {
    private static final int EXIT_DAMAGED = 1;
    private static final int EXIT_USAGE = 2;

    private KioskMain() {}

    public static void main(String[] args) {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] args) {
        List<String> words = List.of(args);
        if (words.size() == 2 && words.getFirst().equals("verify")) {
            return verify(Path.of(words.getLast()));
        }
        if (!words.isEmpty() && words.getFirst().equals("import-calendar")) {
            return CalendarImport.run(words.subList(1, words.size()), System.out, System.err);
        }
        if (words.size() > 1 && words.getFirst().equals("simulate-device")) {
            return simulate(words.get(1), words.subList(2, words.size()));
        }
        return Launcher.run(args, configuration -> new KioskWiring(KioskConfig.read(configuration)));
    }

    /** A device made of software, for a kiosk or a technician on the other end of the wire. */
    private static int simulate(String device, List<String> args) {
        return switch (device) {
            case "printer" -> PrinterStandIn.run(args, System.in, System.out, System.err);
            case "scanner" -> SimulateScanner.run(args, System.in, System.out, System.err);
            default -> {
                System.err.println("'" + device + "' cannot be simulated; use simulate-device printer or scanner");
                yield EXIT_USAGE;
            }
        };
    }

    private static int verify(Path folder) {
        Path file = folder.resolve(KioskWiring.JOURNAL);
        if (!Files.isRegularFile(file)) {
            System.err.println("there is no journal " + file + "; name the kiosk's data folder");
            return EXIT_USAGE;
        }
        try {
            JournalCheck.Result result = JournalCheck.all(file);
            result.faults().forEach(fault -> System.out.println("DAMAGED  " + fault));
            System.out.println((result.sound() ? "sound" : "damaged") + ": " + result.events() + " events, "
                    + result.seals() + " day seals, chain head " + result.head());
            return result.sound() ? 0 : EXIT_DAMAGED;
        } catch (SQLException e) {
            System.out.println("DAMAGED  the journal cannot be opened: " + e.getMessage());
            return EXIT_DAMAGED;
        }
    }
}
