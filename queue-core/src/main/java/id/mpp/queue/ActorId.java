package id.mpp.queue;

/** Who did it: an account name, {@code kiosk}, {@code holder} or {@code system}. Never a person's name or number. */
public record ActorId(String value) implements Comparable<ActorId> {
    public ActorId {
        Checks.slug("ActorId", value);
    }

    @Override
    public int compareTo(ActorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
