package id.mpp.kiosk.devices;

import id.mpp.hal.button.Contact;
import id.mpp.hal.button.ContactChange;
import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.Command;
import id.mpp.queue.NodeId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What buttons and doors tell the staff: counted, logged, and a call for help that lasts until somebody can have come.
 * The service door and calls for help are journalled too, so that it can be seen afterwards when they were. Any thread;
 * waits for no journal.
 */
public final class Contacts {
    /** Long enough that an officer sees it between two visitors; a visitor who still waits presses again. */
    static final Duration ASSIST_LASTS = Duration.ofMinutes(2);

    /** Nobody opens a door that often: a loose contact must not fill the journal, which keeps its bytes for weeks. */
    static final int DOOR_REPORTS_AN_HOUR = 60;

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);

    private final Desk desk;
    private final NodeId node;
    private final LongSupplier nanos;
    private final Map<Contact, Long> counts = new EnumMap<>(Contact.class);
    private final AtomicLong unjournalled = new AtomicLong();
    private boolean called;
    private long calledNanos;
    private int doorReports;
    private long hourNanos;

    /**
     * @param node the kiosk they are at
     * @param nanos a clock that never runs backwards
     */
    public Contacts(Desk desk, NodeId node, LongSupplier nanos) {
        this.desk = desk;
        this.node = node;
        this.nanos = nanos;
        this.hourNanos = nanos.getAsLong();
    }

    /** Takes a change. */
    public synchronized void changed(ContactChange change) {
        if (change.active()) {
            counts.merge(change.contact(), 1L, Long::sum);
        }
        switch (change.contact()) {
            case CALL_ASSIST -> {
                if (change.active()) {
                    asked();
                }
            }
            case PAPER_DOOR -> {
                if (change.active()) {
                    LOG.info("the paper door was opened");
                }
            }
            case SERVICE_DOOR -> door(change);
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

    /** What should be in the journal and is not, because there was too much of it or the desk could not take it. */
    public long unjournalled() {
        return unjournalled.get();
    }

    /** Pressing again makes it last longer, and is no second call. */
    private void asked() {
        if (!assistWanted()) {
            LOG.info("a visitor at the kiosk asks for help");
            journal(new Command.ReportHelp(node));
        }
        called = true;
        calledNanos = nanos.getAsLong();
    }

    private void door(ContactChange change) {
        long now = nanos.getAsLong();
        if (now - hourNanos >= HOUR_NANOS) {
            hourNanos = now;
            doorReports = 0;
        }
        if (++doorReports > DOOR_REPORTS_AN_HOUR) {
            unjournalled.incrementAndGet();
            if (doorReports == DOOR_REPORTS_AN_HOUR + 1) {
                LOG.warn("the service door moves too often to be told in this hour: is its contact loose?");
            }
            return;
        }
        if (!change.active()) {
            LOG.info("the service door was closed");
        } else if (change.found()) {
            LOG.warn("TAMPER: the service door is open, and was so before the kiosk started");
        } else {
            LOG.warn("TAMPER: the service door was opened");
        }
        journal(new Command.ReportDoor(node, change.active(), change.found()));
    }

    private void journal(Command fact) {
        var _ = desk.submit(Desk.Request.ofProgram("contacts", fact)).whenComplete((reply, failure) -> {
            if (!Desk.Reply.isDone(reply)) {
                unjournalled.incrementAndGet();
                LOG.warn(fact + " was not journalled" + (failure == null ? "" : ": " + failure));
            }
        });
    }
}
