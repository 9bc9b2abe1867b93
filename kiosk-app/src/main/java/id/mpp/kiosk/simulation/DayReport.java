package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a terminal shows of a simulated day: how it goes, and at its end who was served and whether the books balance.
 */
final class DayReport {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm", Locale.ROOT);
    private static final int SECONDS_PER_MINUTE = 60;

    private final PrintStream out;
    private final ZoneId zone;

    DayReport(PrintStream out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    void begins(SimulationConfig config) {
        out.printf(
                Locale.ROOT,
                "%nSimulated day %s (%s), %d visitors, scenario %s, %d times as fast as the world, seed %d.%n"
                        + "Every number goes through the HTTP interface; open the pages and watch.%n%n"
                        + "  time    visitors  numbers  waiting  at counters  served%n",
                config.day(),
                config.day().getDayOfWeek().name().toLowerCase(Locale.ROOT),
                config.visitors(),
                config.scenario().word(),
                config.time().speed(),
                config.seed());
    }

    void progress(Instant now, int waiting, DayLog log) {
        out.printf(
                Locale.ROOT,
                "  %s  %10d %8d %8d %12d %7d%n",
                CLOCK.format(now.atZone(zone)),
                log.counted("visitors"),
                log.tickets().size(),
                waiting,
                log.atCounters(),
                log.counted("finished"));
    }

    void ends(SimulationConfig config, DayCheck check, DayLog log) {
        out.printf("%nWhat people saw%n");
        for (Map.Entry<String, Integer> count : log.counts().entrySet()) {
            out.printf(Locale.ROOT, "  %-40s %6d%n", count.getKey(), count.getValue());
        }
        out.printf(
                "%nWhat the server reports, minutes (median / p90) and share within the promise%n"
                        + "  %-14s %7s %7s %8s   %-18s %-18s%n",
                "agency", "numbers", "served", "no-show", "wait", "service");
        for (JsonNode agency : check.statistics().path("items")) {
            row(agency.path("key").asText(), agency);
        }
        row("all", check.statistics().path("total"));
        verdict(config, check, log);
    }

    private void row(String name, JsonNode figures) {
        out.printf(
                Locale.ROOT,
                "  %-14s %7d %7d %8d   %-18s %-18s%n",
                name,
                figures.path("tickets").asInt(),
                figures.path("served").asInt(),
                figures.path("noShows").asInt(),
                timing(figures.path("waitTime")),
                timing(figures.path("serviceTime")));
    }

    private static String timing(JsonNode timing) {
        if (timing.path("n").asInt() == 0) {
            return "-";
        }
        int promised = timing.path("promised").asInt();
        String share =
                promised == 0 ? "" : Math.round(100.0 * timing.path("within").asInt() / promised) + " %";
        return String.format(
                Locale.ROOT,
                "%5.1f / %5.1f %5s",
                timing.path("medianSeconds").asDouble() / SECONDS_PER_MINUTE,
                timing.path("p90Seconds").asDouble() / SECONDS_PER_MINUTE,
                share);
    }

    private void verdict(SimulationConfig config, DayCheck check, DayLog log) {
        int numbers = log.tickets().size();
        List<String> faults = log.faults();
        out.printf(
                Locale.ROOT,
                "%nChecked: %d numbers, each issued once and at one counter at a time; %d printed; %d known to the"
                        + " server with the same times.%n",
                numbers,
                check.printed(),
                check.compared());
        faults.forEach(fault -> out.println("  FAULT  " + fault));
        out.println(
                faults.isEmpty()
                        ? "The simulated day of " + config.day() + " holds: every number is accounted for."
                        : "The simulated day of " + config.day() + " falls short: " + faults.size() + " faults.");
        out.flush();
    }
}
