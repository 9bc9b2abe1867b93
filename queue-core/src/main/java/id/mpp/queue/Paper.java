package id.mpp.queue;

/**
 * What is known of a ticket's latest paper.
 *
 * @param reason why it failed or is in doubt, {@code paper-out} for instance; else empty
 */
public record Paper(PaperState state, int copy, NodeId printer, String reason) {}
