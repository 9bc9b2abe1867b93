package id.mpp.code;

/** What a signed code stands for. */
public enum CodeKind {
    /** A reservation, used once at check-in. */
    BOOKING(1),
    /** A number that was issued. */
    TICKET(2);

    final int onWire;

    CodeKind(int onWire) {
        this.onWire = onWire;
    }
}
