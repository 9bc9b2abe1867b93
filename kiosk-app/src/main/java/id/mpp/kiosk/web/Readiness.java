package id.mpp.kiosk.web;

/**
 * Whether the kiosk can serve.
 *
 * @param ready whether tickets can be issued
 * @param journal {@code ok}, or what is wrong with it
 * @param relayConnected whether the server can be reached; the hall serves without it
 * @param outbox events that the server has not acknowledged yet
 */
public record Readiness(boolean ready, String journal, boolean relayConnected, long outbox) {}
