package id.mpp.queue;

/**
 * An agency with counters in the hall.
 *
 * @param visitShare its part of the visits in per cent, for simulated days
 */
public record Agency(
        AgencyId id, Text name, ZoneId zone, String prefix, String kind, OpeningCalendar calendar, int visitShare) {
    public Agency {
        TicketNumber.checkPrefix(prefix);
        Checks.range("visitSharePercent", visitShare, 0, 100);
    }
}
