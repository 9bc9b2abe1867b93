package id.mpp.kiosk.devices;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import id.mpp.hal.button.Contact;
import id.mpp.hal.button.ContactChange;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What buttons and doors tell the staff: counted, logged, and a call for help that lasts until somebody can have come. Any thread. */
public final class Contacts {
    /** Long enough that an officer sees it between two visitors; a visitor who still waits presses again. */
    static final Duration ASSIST_LASTS = Duration.ofMinutes(2);

    private static final System.Logger LOG = System.getLogger(Contacts.class.getName());

    private final LongSupplier nanos;
    private final Map<Contact, Long> counts = new EnumMap<>(Contact.class);
    private boolean called;
    private long calledNanos;

    /** @param nanos a clock that never runs backwards */
    public Contacts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a change. */
    public synchronized void changed(ContactChange change) {
        if (!change.active()) {
            return;
        }
        counts.merge(change.contact(), 1L, Long::sum);
        switch (change.contact()) {
            case CALL_ASSIST -> {
                called = true;
                calledNanos = nanos.getAsLong();
                LOG.log(INFO, "a visitor at the kiosk asks for help");
            }
            case PAPER_DOOR -> LOG.log(INFO, "the paper door was opened");
            case SERVICE_DOOR ->
                LOG.log(
                        WARNING,
                        change.found()
                                ? "TAMPER: the service door is open, and was so before the kiosk started"
                                : "TAMPER: the service door was opened");
        }
    }

    /** Somebody of the staff goes there; the next press asks again. */
    public synchronized void assistAnswered() {
        called = false;
    }

    /** Whether somebody has asked for help in the last two minutes. */
    public synchronized boolean assistWanted() {
        called = called && nanos.getAsLong() - calledNanos < ASSIST_LASTS.toNanos();
        return called;
    }

    /** Presses and openings since the start, by contact. */
    public synchronized Map<String, Double> counts() {
        Map<String, Double> named = new LinkedHashMap<>();
        for (Contact contact : Contact.values()) {
            named.put(DeviceConfig.word(contact), (double) counts.getOrDefault(contact, 0L));
        }
        return named;
    }
}
