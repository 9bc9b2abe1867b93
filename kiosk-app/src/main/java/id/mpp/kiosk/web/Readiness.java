package id.mpp.kiosk.web;

import id.mpp.kiosk.equipment.DeviceHealth;
import java.util.List;

/**
 * Whether the kiosk can serve.
 *
 * @param ready whether tickets can be issued
 * @param journal {@code ok}, or what is wrong with it
 * @param relayConnected whether the broker can be reached; the hall serves without it
 * @param outbox events that the server has not acknowledged yet
 * @param relayProblems what keeps the hall from its server, each in one English sentence with what to do; empty where nothing does
 * @param connections the same for the supervisor's page, in its languages
 */
public record Readiness(
        boolean ready,
        String journal,
        boolean relayConnected,
        long outbox,
        List<String> relayProblems,
        List<DeviceHealth> connections) {
    public Readiness {
        relayProblems = List.copyOf(relayProblems);
        connections = List.copyOf(connections);
    }
}
