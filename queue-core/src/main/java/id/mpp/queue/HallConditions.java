package id.mpp.queue;

import java.util.Optional;

/**
 * What the admission of a number depends on beside catalogue and clock. The engine's state and the readers' view of the
 * hall are both one, so that screens and engine give the same answer.
 */
public interface HallConditions {
    Day day();

    /** The agency's own system is down. */
    Optional<Disruption> disruption(AgencyId agency);

    /** The officer's wish to close a counter for today. */
    Optional<Closure> closure(CounterId counter);

    /** Numbers issued for a service today. */
    int issued(ServiceId service);

    /** How many wait for a service, in all lanes. */
    int waiting(ServiceId service);
}
