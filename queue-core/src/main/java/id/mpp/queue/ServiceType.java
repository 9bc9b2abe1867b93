package id.mpp.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that an agency offers.
 *
 * @param prefix the letters of its numbers: the agency's, or its own
 * @param dailyQuota numbers a day at the most; null for no limit
 * @param discreet whether board, ticket and voice show a neutral name
 */
public record ServiceType(
        ServiceId id,
        AgencyId agency,
        Text name,
        String prefix,
        Promise promise,
        Sheet sheet,
        @Nullable Integer dailyQuota,
        boolean discreet) {
    public ServiceType {
        TicketNumber.checkPrefix(prefix);
    }

    /**
     * The times that are promised to the public.
     *
     * @param target at the counter
     * @param waitTarget until the call
     */
    public record Promise(Duration target, Duration waitTarget) {
        public Promise {
            Checks.range("targetMinutes", target.toMinutes(), 1, 480);
        }
    }

    /**
     * What the public has to know beforehand, in words.
     *
     * @param productTime when the product is ready; another clock than {@link Promise#target}
     * @param requirements what to bring
     */
    public record Sheet(Text productTime, Text fee, List<Text> requirements) {
        public Sheet {
            requirements = List.copyOf(requirements);
        }
    }

    public Duration target() {
        return promise.target();
    }

    public Duration waitTarget() {
        return promise.waitTarget();
    }

    public Text productTime() {
        return sheet.productTime();
    }

    public Text fee() {
        return sheet.fee();
    }

    public List<Text> requirements() {
        return sheet.requirements();
    }
}
