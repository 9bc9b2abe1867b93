package id.mpp.queue;

/**
 * Which of two tickets is called first: by the rule of its lane, then by score = age × class rate, then by arrival. The
 * one place that knows it, for the call itself, for the replay that estimates waits and for the officer's list of who
 * waits.
 */
public record CallOrder(QueuePolicy policy) {
    /** @param hallNow {@link HallTime} now */
    public boolean beats(Place one, Place other, long hallNow) {
        CallRule.Kind kind = kind(one.lane().kind());
        CallRule.Kind otherKind = kind(other.lane().kind());
        return kind.equals(otherKind)
                ? beats(score(one, hallNow), one.order(), score(other, hallNow), other.order())
                : kind.compareTo(otherKind) < 0;
    }

    /** Of two under the same rule. */
    static boolean beats(long score, Place.Order order, long otherScore, Place.Order otherOrder) {
        return score == otherScore ? order.compareTo(otherOrder) < 0 : score > otherScore;
    }

    /** The rule that decides in a lane. */
    public CallRule.Kind kind(Place.Kind lane) {
        return switch (lane) {
            case RETURNED -> CallRule.Kind.RETURNED;
            case FRONT -> CallRule.Kind.FRONT;
            case PRIORITY ->
                policy.strictPriority() ? CallRule.Kind.STRICT_PRIORITY : CallRule.Kind.LONGEST_WEIGHTED_WAIT;
            case NORMAL -> CallRule.Kind.LONGEST_WEIGHTED_WAIT;
        };
    }

    /** Milliseconds of waiting in hall time, times the class rate: the order of a lane is that of its scores. */
    public long score(Place place, long hallNow) {
        return score(hallNow - place.order().hallMillis(), rate(place.lane().kind()));
    }

    static long score(long ageMillis, long rate) {
        return ageMillis * rate / QueuePolicy.NORMAL_RATE_PERMILLE;
    }

    /** How fast a lane ages, in thousandths. */
    public long rate(Place.Kind lane) {
        boolean faster = lane == Place.Kind.PRIORITY && !policy.strictPriority();
        return faster ? policy.priorityRatePermille() : QueuePolicy.NORMAL_RATE_PERMILLE;
    }
}
