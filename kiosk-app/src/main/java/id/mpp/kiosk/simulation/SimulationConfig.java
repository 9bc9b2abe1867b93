package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.SimulatedTime;
import id.mpp.queue.Hall;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulated day is played with. {@code ./run} writes it; every key is here, and an unknown one is refused.
 *
 * @param passwords first passwords by {@code program/user}
 */
record SimulationConfig(
        String kiosk,
        String server,
        Hall hall,
        LocalDate day,
        int visitors,
        Scenario scenario,
        long seed,
        SimulatedTime time,
        Map<String, String> passwords) {
    /** Four times the worst day known. */
    static final int MAX_VISITORS = 3_200;

    static SimulationConfig read(Configuration config) throws ConfigurationException {
        Optional<Path> catalog = config.optionalText("catalog").map(Path::of);
        Path credentials = config.path("credentials", Path.of("data", "credentials.json"));
        SimulatedTime time = SimulatedTime.read(config)
                .orElseThrow(() -> config.wrong("simulation.speed", "0", "1 to " + SimulatedTime.MAX_SPEED));
        Hall hall = hall(catalog);
        SimulationConfig read = new SimulationConfig(
                config.text("kiosk.url", "http://127.0.0.1:8080"),
                config.text("server.url", "http://127.0.0.1:8090"),
                hall,
                LocalDate.ofInstant(time.begin(), hall.branch().zone()),
                config.number("visitors", 300, 1, MAX_VISITORS),
                Scenario.valueOf(config.oneOf(
                                "scenario",
                                Scenario.NORMAL.word(),
                                Arrays.stream(Scenario.values())
                                        .map(Scenario::word)
                                        .toList())
                        .toUpperCase(java.util.Locale.ROOT)),
                config.number("seed", 1, 0, Integer.MAX_VALUE),
                time,
                passwords(credentials));
        config.refuseUnknown();
        return read;
    }

    String password(String program, String user) throws ConfigurationException {
        String password = passwords.get(program + "/" + user);
        if (password == null) {
            throw new ConfigurationException("the credentials hold no first password of '" + user + "' at the "
                    + program + "; a simulated day needs a data folder of its own");
        }
        return password;
    }

    private static Hall hall(Optional<Path> catalog) throws ConfigurationException {
        try {
            return catalog.isPresent() ? CatalogReader.read(catalog.get()) : CatalogReader.sample();
        } catch (CatalogException e) {
            throw new ConfigurationException(e.getMessage() + " (configuration key catalog)", e);
        }
    }

    static Map<String, String> passwords(Path file) throws ConfigurationException {
        Map<String, String> known = new HashMap<>();
        try {
            JsonNode all = Json.mapper().readTree(Files.readAllBytes(file));
            all.properties()
                    .forEach(program -> program.getValue()
                            .forEach(account -> known.put(
                                    program.getKey() + "/"
                                            + account.path("username").asText(),
                                    account.path("password").asText())));
            return known;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the first passwords cannot be read from " + file + " (" + e + "); name the file (credentials)", e);
        }
    }
}
