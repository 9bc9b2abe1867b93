package id.mpp.queue;

/**
 * Which of two tickets is called first: by the rule of its lane, then by score = age × class rate, then by arrival. The one place
 * that knows it, for the call itself and for the replay that estimates waits.
 */
record CallOrder(QueuePolicy policy) {
    boolean beats(Place one, Place other, long hallNow) {
        int byKind = kind(one).compareTo(kind(other));
        if (byKind != 0) {
            return byKind < 0;
        }
        int byScore = Long.compare(score(other, hallNow), score(one, hallNow));
        return byScore != 0 ? byScore < 0 : one.order().compareTo(other.order()) < 0;
    }

    CallRule.Kind kind(Place place) {
        return switch (place.lane().kind()) {
            case RETURNED -> CallRule.Kind.RETURNED;
            case FRONT -> CallRule.Kind.FRONT;
            case PRIORITY ->
                policy.strictPriority() ? CallRule.Kind.STRICT_PRIORITY : CallRule.Kind.LONGEST_WEIGHTED_WAIT;
            case NORMAL -> CallRule.Kind.LONGEST_WEIGHTED_WAIT;
        };
    }

    /** Milliseconds of waiting in hall time, times the class rate: the order of a lane is that of its scores. */
    long score(Place place, long hallNow) {
        boolean faster = place.lane().kind() == Place.Kind.PRIORITY && !policy.strictPriority();
        long rate = faster ? policy.priorityRatePermille() : QueuePolicy.NORMAL_RATE_PERMILLE;
        return (hallNow - place.order().hallMillis()) * rate / QueuePolicy.NORMAL_RATE_PERMILLE;
    }
}
