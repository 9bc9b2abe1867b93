package id.mpp.queue;

/** What has a claim answers for its parts as well. */
public interface Claimed {
    Claim claim();

    default TicketNumber number() {
        return claim().number();
    }

    default ServiceId service() {
        return claim().service();
    }

    default AgencyId agency() {
        return claim().agency();
    }

    default ZoneId zone() {
        return claim().zone();
    }

    default boolean priority() {
        return claim().priority();
    }

    default String language() {
        return claim().language();
    }

    default NodeId node() {
        return claim().node();
    }
}
