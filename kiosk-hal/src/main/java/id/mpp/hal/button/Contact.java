package id.mpp.hal.button;

/** What a contact of the kiosk is for, and what it means when it is active. */
public enum Contact {
    /** Pressed by a visitor who needs help. */
    CALL_ASSIST,
    /** The paper door is open. */
    PAPER_DOOR,
    /** The service door is open. The computer and the disk are behind it, so this counts as tampering. */
    SERVICE_DOOR;

    /** Whether it belongs in the record of tampering. */
    public boolean isTamper() {
        return this == SERVICE_DOOR;
    }
}
