package id.mpp.hal.button;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.Power;
import id.mpp.hal.device.SupervisedDevice;
import id.mpp.hal.gpio.InputPin;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.Pins;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buttons and door contacts of a kiosk. It reports each change once, de-bounced. An edge only wakes the device's
 * thread, which then reads the levels. The thread also reads them from time to time without an edge. So a lost edge
 * delays a press by a moment, and no press is lost.
 *
 * <p>Its status has the conditions {@code service-door-open}, {@code paper-door-open} and {@code stuck}. A button is
 * stuck when it has been pressed without a break for over a minute: somebody leans on it, or it is broken.
 */
public final class ButtonPanel extends SupervisedDevice {

    private static final Logger LOG = LoggerFactory.getLogger(ButtonPanel.class);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofMillis(15);
    private static final Duration READ_AT_LEAST_EVERY = Duration.ofMillis(500);

    private final Map<Contact, PinAddress> contacts;
    private final Pins pins;
    private final Duration stuckAfter;
    private final BlockingQueue<Boolean> edges = new LinkedBlockingQueue<>(1);
    private final List<Consumer<ContactChange>> listeners = new CopyOnWriteArrayList<>();

    /**
     * What was reported last, false at first. It is kept over a loss of the device, so that nothing is reported twice.
     */
    private final Map<Contact, Boolean> told = new EnumMap<>(Contact.class);

    public ButtonPanel(String id, Map<Contact, PinAddress> contacts, Pins pins) {
        this(id, contacts, pins, Duration.ofMinutes(1), DeviceTiming.standard());
    }

    ButtonPanel(String id, Map<Contact, PinAddress> contacts, Pins pins, Duration stuckAfter, DeviceTiming timing) {
        super(id, "buttons", timing);
        this.contacts = Map.copyOf(contacts);
        this.pins = pins;
        this.stuckAfter = stuckAfter;
    }

    /** Adds a listener. It is called on the device's thread and must not block. */
    public void onChange(Consumer<ContactChange> listener) {
        listeners.add(listener);
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        List<Watched> watched = new ArrayList<>();
        for (Map.Entry<Contact, PinAddress> entry : contacts.entrySet()) {
            PinAddress address = entry.getValue();
            InputPin pin = session.open(CALL_LIMIT, () -> pins.openInput(address, () -> edges.offer(true)));
            boolean active = session.call(CALL_LIMIT, () -> address.isActive(pin.isHigh()));
            watched.add(new Watched(entry.getKey(), address, pin, new Debounce(SETTLE, active), active));
        }
        watched.forEach(contact -> reportChange(contact, contact.active, true));
        while (true) {
            for (Watched contact : watched) {
                boolean level = session.call(CALL_LIMIT, () -> contact.address.isActive(contact.pin.isHigh()));
                contact.debounce
                        .sample(level, System.nanoTime())
                        .ifPresent(active -> reportChange(contact, active, false));
            }
            List<String> conditions = conditions(watched);
            session.report(Power.ONLINE, DeviceState.IDLE, conditions, "");
            long patience = untilNextReading(watched).toNanos();
            session.await(() -> edges.poll(patience, TimeUnit.NANOSECONDS));
        }
    }

    private static Duration untilNextReading(List<Watched> watched) {
        long now = System.nanoTime();
        return watched.stream()
                .map(contact -> contact.debounce.pending(now))
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(READ_AT_LEAST_EVERY);
    }

    private void reportChange(Watched contact, boolean active, boolean found) {
        contact.active = active;
        contact.sinceNanos = System.nanoTime();
        if (told.getOrDefault(contact.contact, false) != active) {
            told.put(contact.contact, active);
            ContactChange change = new ContactChange(contact.contact, active, found);
            LOG.info("{}: {}", id(), change);
            listeners.forEach(listener -> notifyListener(listener, change));
        }
    }

    private void notifyListener(Consumer<ContactChange> listener, ContactChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.error("{}: a listener failed at {}", id(), change, e);
        }
    }

    private List<String> conditions(List<Watched> watched) {
        return watched.stream()
                .filter(contact -> contact.active)
                .sorted((a, b) -> b.contact.compareTo(a.contact))
                .map(this::condition)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> condition(Watched contact) {
        return switch (contact.contact) {
            case SERVICE_DOOR -> Optional.of("service-door-open");
            case PAPER_DOOR -> Optional.of("paper-door-open");
            case CALL_ASSIST ->
                System.nanoTime() - contact.sinceNanos > stuckAfter.toNanos() ? Optional.of("stuck") : Optional.empty();
        };
    }

    /** An open contact. It belongs to the device's thread. */
    private static final class Watched {
        private final Contact contact;
        private final PinAddress address;
        private final InputPin pin;
        private final Debounce debounce;
        private boolean active;
        private long sinceNanos = System.nanoTime();

        private Watched(Contact contact, PinAddress address, InputPin pin, Debounce debounce, boolean active) {
            this.contact = contact;
            this.address = address;
            this.pin = pin;
            this.debounce = debounce;
            this.active = active;
        }
    }
}
