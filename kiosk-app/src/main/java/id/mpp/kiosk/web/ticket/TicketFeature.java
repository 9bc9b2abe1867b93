package id.mpp.kiosk.web.ticket;

import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import id.mpp.queue.NodeId;
import io.javalin.config.RoutesConfig;

/** Taking a number, with a booking or without one, following it, leaving the line. */
public final class TicketFeature implements Feature {
    private final TicketRoutes routes;

    /**
     * @param node this kiosk
     * @param bookings what a booking's code is
     */
    public TicketFeature(Kernel kernel, NodeId node, BookingDesk bookings) {
        this.routes = new TicketRoutes(
                kernel.desk(),
                kernel.calls(),
                kernel.guard(),
                kernel.tickets(),
                new CheckIns(kernel.hall(), bookings),
                node,
                kernel.hall().branch().languages());
    }

    @Override
    public void register(RoutesConfig config) {
        routes.register(config);
    }
}
