package id.mpp.queue;

/** Names one ticket for ever. Unguessable and a bearer secret: whoever holds it may read and cancel the ticket. */
public record TicketId(String value) implements Comparable<TicketId> {
    public TicketId {
        Checks.token("TicketId", value);
    }

    @Override
    public int compareTo(TicketId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
