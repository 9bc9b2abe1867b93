package id.mpp.queue;

/** Names a counter of the catalogue, such as {@code loket-03}. */
public record CounterId(String value) implements Comparable<CounterId> {
    public CounterId {
        Checks.slug("CounterId", value);
    }

    @Override
    public int compareTo(CounterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
