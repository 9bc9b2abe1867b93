package id.mpp.queue;

/**
 * A counter is to close for today before its hours are over.
 *
 * @param approved whether a supervisor agreed; from then on no number is issued that only this counter could serve
 */
public record Closure(CounterId counter, String reason, ActorId requestedBy, boolean approved) {
    Closure approve() {
        return new Closure(counter, reason, requestedBy, true);
    }
}
