package id.mpp.bus;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A received message that the broker still holds. It comes again (after a reconnect, as a duplicate) until it is
 * acknowledged, so acknowledge once what it caused is on disk.
 */
public final class Delivery {
    private final BusMessage message;
    private final Runnable acknowledgement;
    private final AtomicBoolean done = new AtomicBoolean();

    Delivery(BusMessage message, Runnable acknowledgement) {
        this.message = message;
        this.acknowledgement = acknowledgement;
    }

    public BusMessage message() {
        return message;
    }

    /**
     * Tells the broker that it may forget the message. Any thread; never throws and never waits for the network.
     * Nothing happens the second time, or when the connection it came by is gone: then the broker delivers it again.
     */
    public void acknowledge() {
        if (done.compareAndSet(false, true)) {
            acknowledgement.run();
        }
    }
}
