package id.mpp.kiosk;

import id.mpp.program.Launcher;
import java.util.List;

/** {@code kiosk-app [--config FILE] [--watch-parent PID]}: the kiosk; with a word first, one of {@link Commands}. */
public final class KioskMain {
    private KioskMain() {}

    public static void main(String[] args) {
        int status = args.length > 0 && !args[0].startsWith("--")
                ? new Commands(System.out, System.err)
                        .run(args[0], List.of(args).subList(1, args.length))
                : Launcher.run(
                        args, (configuration, workers) -> KioskWiring.start(KioskConfig.read(configuration), workers));
        if (status != 0) {
            System.exit(status);
        }
    }
}
