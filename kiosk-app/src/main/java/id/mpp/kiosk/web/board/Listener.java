package id.mpp.kiosk.web.board;

import id.mpp.queue.AgencyId;
import id.mpp.queue.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a stream belongs to: a zone's board, or all; an officer's agency; a supervisor sees all desks.
 *
 * @param seat the counter whose desk the page shows; null for a page that shows none
 */
record Listener(
        @Nullable ZoneId zone,
        boolean staff,
        @Nullable AgencyId agency,
        @Nullable Seat seat) {
    boolean sees(ZoneId other) {
        return zone == null || zone.equals(other);
    }

    boolean worksAt(@Nullable AgencyId other) {
        return staff && (agency == null || agency.equals(other));
    }
}
