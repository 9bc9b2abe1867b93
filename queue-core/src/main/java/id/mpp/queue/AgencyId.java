package id.mpp.queue;

/** Names an agency of the catalogue, such as {@code disdukcapil}. */
public record AgencyId(String value) implements Comparable<AgencyId> {
    public AgencyId {
        Checks.slug("AgencyId", value);
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
