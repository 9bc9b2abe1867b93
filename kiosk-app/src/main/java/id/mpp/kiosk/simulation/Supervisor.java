package id.mpp.kiosk.simulation;

import id.mpp.kiosk.simulation.HallClient.Answer;
import id.mpp.program.SimulatedTime;
import id.mpp.queue.AgencyId;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;

/** Somebody who answers for the hall: declares disruptions, has paper brought, and closes the day. */
final class Supervisor {
    private final DayPlan plan;
    private final Scenario scenario;
    private final ZoneId zone;
    private final HallClient client;
    private final SimulatedTime time;
    private final DayLog log;

    Supervisor(DayPlan plan, Scenario scenario, ZoneId zone, HallClient client, SimulatedTime time, DayLog log) {
        this.plan = plan;
        this.scenario = scenario;
        this.zone = zone;
        this.client = client;
        this.time = time;
        this.log = log;
    }

    /** An agency's own system fails, and comes back. */
    void outage() throws IOException, InterruptedException {
        AgencyId agency = plan.failingAgency();
        String path = "/api/v1/agencies/" + agency + "/disruption";
        time.sleepUntil(plan.at(Scenario.OUTAGE.from()), People.THREADS);
        String end =
                OffsetDateTime.ofInstant(plan.at(Scenario.OUTAGE.to()), zone).toString();
        must("declare a disruption", client.post(path, Map.of("reason", "sistem pusat instansi", "expectedEnd", end)));
        time.sleepUntil(plan.at(Scenario.OUTAGE.to()), People.THREADS);
        must("end a disruption", client.delete(path));
    }

    /** The kiosk's paper runs out, and is brought. */
    void paperOut() throws IOException, InterruptedException {
        Scenario.Span span = scenario.paperOut().orElse(null);
        if (span != null) {
            time.sleepUntil(plan.at(span.from()), People.THREADS);
            must("take the paper out", client.post("/api/v1/devices/printer/faults", Map.of("fault", "paper-out")));
            time.sleepUntil(plan.at(span.to()), People.THREADS);
            must(
                    "put paper in",
                    client.post("/api/v1/devices/printer/faults", Map.of("fault", "paper-out", "on", false)));
        }
    }

    /** An agency's own system fails once more, and the day is closed before it works again. */
    void failInTheEvening() throws IOException, InterruptedException {
        String path = "/api/v1/agencies/" + plan.failingAgency() + "/disruption";
        must("declare a disruption", client.post(path, Map.of("reason", "belum pulih")));
    }

    void closeDay() throws IOException, InterruptedException {
        must("close the day", client.post("/api/v1/day/close", Map.of("reason", "hari layanan berakhir")));
    }

    private void must(String what, Answer answer) {
        if (!answer.done()) {
            log.fault("the supervisor could not " + what + ": " + answer.status() + " " + answer.code());
        }
    }
}
