package id.mpp.queue;

/**
 * What happens to a kiosk itself, beside the queue: kept for whoever asks afterwards. No rule depends on it, so the
 * state stays as it is.
 */
public sealed interface KioskEvent extends Event {
    /** The kiosk it happened at. */
    NodeId node();

    /**
     * The service door was opened: somebody may have been at the inside of the machine.
     *
     * @param found whether it was open already when the kiosk began to look, so that nobody knows since when
     */
    record DoorOpened(NodeId node, boolean found) implements KioskEvent {}

    /** The service door was closed. */
    record DoorClosed(NodeId node) implements KioskEvent {}

    /** A visitor at the kiosk has asked for an officer. */
    record HelpRequested(NodeId node) implements KioskEvent {}
}
