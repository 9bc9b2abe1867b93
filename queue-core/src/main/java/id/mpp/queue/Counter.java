package id.mpp.queue;

import java.util.List;

/**
 * A counter of the hall.
 *
 * @param label what is on its sign and is read aloud, such as {@code 3}
 */
public record Counter(CounterId id, String label, AgencyId agency, ZoneId zone, List<ServiceId> services) {
    public Counter {
        Checks.text("label", label);
        services = List.copyOf(services);
    }
}
