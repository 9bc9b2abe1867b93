package id.mpp.kiosk.web;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.WaitEstimate;
import id.mpp.web.Guard;
import java.util.function.Supplier;

/**
 * What every feature stands on: the hall, its desk and its clock, who is logged in, and the way from a request to the
 * desk and back.
 */
public final class Kernel {
    private final Hall hall;
    private final QueuePolicy policy;
    private final Desk desk;
    private final Supplier<Moment> now;
    private final Guard guard;
    private final HallTime time;
    private final WaitEstimate estimate;
    private final DeskCalls calls;
    private final TicketJson tickets;

    /**
     * @param now the hall's time, for answers
     * @param publicUrl where phones reach this kiosk, without a slash at the end
     */
    public Kernel(Hall hall, QueuePolicy policy, Desk desk, Supplier<Moment> now, String publicUrl, Guard guard) {
        this.hall = hall;
        this.policy = policy;
        this.desk = desk;
        this.now = now;
        this.guard = guard;
        this.time = new HallTime(hall.branch().zone());
        this.estimate = new WaitEstimate(hall, policy);
        this.calls = new DeskCalls(desk, KioskApi.texts(hall), new RefusalProblems(time), now);
        this.tickets = new TicketJson(hall, time, publicUrl, estimate, now);
    }

    public Hall hall() {
        return hall;
    }

    public QueuePolicy policy() {
        return policy;
    }

    public Desk desk() {
        return desk;
    }

    /** The hall's time. */
    public Supplier<Moment> now() {
        return now;
    }

    public Guard guard() {
        return guard;
    }

    public HallTime time() {
        return time;
    }

    public WaitEstimate estimate() {
        return estimate;
    }

    public DeskCalls calls() {
        return calls;
    }

    public TicketJson tickets() {
        return tickets;
    }
}
