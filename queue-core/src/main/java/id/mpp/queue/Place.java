package id.mpp.queue;

import org.jspecify.annotations.Nullable;

/**
 * A ticket's place in the queue. Within one lane the earlier {@code order} goes first.
 *
 * @param lane which list it stands in
 * @param since when its waiting counts from
 * @param order position within the lane
 */
public record Place(Lane lane, Moment since, Order order) {
    /** Arrival in {@link HallTime}, and a count that breaks ties. */
    public record Order(long hallMillis, long count) implements Comparable<Order> {
        @Override
        public int compareTo(Order other) {
            int byTime = Long.compare(hallMillis, other.hallMillis);
            return byTime != 0 ? byTime : Long.compare(count, other.count);
        }
    }

    /** One list per service and class; call-next compares only their heads. */
    public record Lane(
            Kind kind, ServiceId service, @Nullable CounterId counter) {}

    /** The classes of tickets, in no order of rank. */
    public enum Kind {
        NORMAL,
        PRIORITY,
        /** Transferred to the front. */
        FRONT,
        /** Back from another service, for one counter alone. */
        RETURNED
    }

    static Lane arrivals(ServiceId service, boolean priority) {
        return new Lane(priority ? Kind.PRIORITY : Kind.NORMAL, service, null);
    }
}
