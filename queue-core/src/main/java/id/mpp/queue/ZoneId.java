package id.mpp.queue;

/** Names a zone of the hall; a call is announced in its zone only. */
public record ZoneId(String value) implements Comparable<ZoneId> {
    public ZoneId {
        Checks.slug("ZoneId", value);
    }

    @Override
    public int compareTo(ZoneId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
