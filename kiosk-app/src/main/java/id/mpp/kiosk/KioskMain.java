package id.mpp.kiosk;

import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.web.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** {@code kiosk-app [--config FILE] [--watch-parent PID]}: the kiosk; {@code kiosk-app verify FOLDER}: proves a journal. */
public final class KioskMain {
    private static final int EXIT_DAMAGED = 1;
    private static final int EXIT_USAGE = 2;

    private KioskMain() {}

    public static void main(String[] args) {
        int status = args.length == 2 && args[0].equals("verify")
                ? verify(Path.of(args[1]))
                : Launcher.run(args, configuration -> new KioskWiring(KioskConfig.read(configuration)));
        if (status != 0) {
            System.exit(status);
        }
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
