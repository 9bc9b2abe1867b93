package id.mpp.queue;

/**
 * A number and what it was taken for. A transfer changes the service and where it is served, never the rest.
 *
 * @param priority whether priority was declared; the reason is health data and is kept nowhere
 * @param language the language of the paper and the phone page, such as {@code id}
 * @param node where the number was issued
 */
public record Claim(
        TicketNumber number,
        ServiceId service,
        AgencyId agency,
        ZoneId zone,
        boolean priority,
        String language,
        NodeId node) {
    /** The same number for another service. */
    Claim to(ServiceId otherService, AgencyId itsAgency, ZoneId itsZone) {
        return new Claim(number, otherService, itsAgency, itsZone, priority, language, node);
    }
}
