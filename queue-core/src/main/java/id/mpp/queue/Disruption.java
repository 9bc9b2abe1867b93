package id.mpp.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agency's own system is down. */
public record Disruption(
        AgencyId agency, String reason, @Nullable Instant expectedEnd) {}
