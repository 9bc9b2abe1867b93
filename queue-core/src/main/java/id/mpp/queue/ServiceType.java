package id.mpp.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that an agency offers.
 *
 * @param prefix the letters of its numbers: the agency's, or its own
 * @param target the time at the counter that is promised to the public
 * @param waitTarget the wait that is promised to the public
 * @param productTime when the product is ready, in words; another clock than {@code target}
 * @param dailyQuota numbers a day at the most; null for no limit
 * @param discreet whether board, ticket and voice show a neutral name
 */
public record ServiceType(
        ServiceId id,
        AgencyId agency,
        Text name,
        String prefix,
        Duration target,
        Duration waitTarget,
        Text productTime,
        Text fee,
        @Nullable Integer dailyQuota,
        List<Text> requirements,
        boolean discreet) {
    public ServiceType {
        TicketNumber.checkPrefix(prefix);
        Checks.range("targetMinutes", target.toMinutes(), 1, 480);
        requirements = List.copyOf(requirements);
    }
}
