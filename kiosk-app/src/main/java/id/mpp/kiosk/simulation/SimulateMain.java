package id.mpp.kiosk.simulation;

import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code SimulateMain FILE}: plays one day against a kiosk and a server that run on the same simulated clock, shows how
 * it goes, and ends with 0 where every number is accounted for, with 1 where one is not, with 2 where it could not be
 * played.
 */
public final class SimulateMain {
    private static final int EXIT_FAULTS = 1;
    private static final int EXIT_NOT_PLAYED = 2;

    private SimulateMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            if (args.length != 1) {
                throw new ConfigurationException("usage: SimulateMain FILE, the file being a configuration in TOML");
            }
            SimulationConfig config = SimulationConfig.read(Configuration.read(Path.of(args[0]), System.getenv()));
            return new SimulatedDay(config, System.out).play() ? 0 : EXIT_FAULTS;
        } catch (ConfigurationException | IOException | IllegalArgumentException e) {
            System.err.println("The day could not be played: " + e.getMessage());
            return EXIT_NOT_PLAYED;
        } catch (InterruptedException e) {
            System.err.println("The day was broken off.");
            return EXIT_NOT_PLAYED;
        }
    }
}
