package id.mpp.kiosk.simulation;

import id.mpp.queue.ServiceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's plan for the day.
 *
 * @param comesAt when the visitor stands at the kiosk; before opening that is at the door
 * @param then a second service after the first; null for none
 * @param trembles whether the finger presses twice
 * @param follows whether the ticket is followed on a phone
 * @param patience after which the visitor leaves the line; null for as long as it takes
 */
record Visit(
        int number,
        Instant comesAt,
        ServiceId service,
        @Nullable ServiceId then,
        boolean priority,
        String language,
        boolean trembles,
        boolean follows,
        @Nullable Duration patience) {}
