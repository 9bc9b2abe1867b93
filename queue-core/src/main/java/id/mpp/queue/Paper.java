package id.mpp.queue;

/** What is known of a ticket's latest paper. */
public record Paper(PaperState state, int copy, NodeId printer) {}
