package id.mpp.queue;

/** Names a service of the catalogue, such as {@code ktp-rekam}. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    public ServiceId {
        Checks.slug("ServiceId", value);
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
