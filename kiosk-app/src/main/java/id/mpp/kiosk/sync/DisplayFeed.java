package id.mpp.kiosk.sync;

import id.mpp.bus.BusMessage;
import id.mpp.queue.Hall;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that third-party displays read from the broker: what each counter serves, how many wait for each service.
 * The latest value wins; values in between may never be seen. Thread-safe, never waits.
 */
public final class DisplayFeed {
    /** As many topics as a hall can have. */
    private static final int MAX_TOPICS = Hall.MAX_COUNTERS + Hall.MAX_SERVICES;

    private final String branch;
    private final Map<String, Record> latest = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private @Nullable Runnable listener;

    public DisplayFeed(String branch) {
        this.branch = branch;
    }

    /** What a counter serves now. */
    public void serving(Messages.Serving value) {
        put(Topics.counterServing(branch, value.counter()), value);
    }

    /** How many wait for a service now. */
    public void waiting(Messages.Waiting value) {
        put(Topics.serviceWaiting(branch, value.service()), value);
    }

    /** Called, briefly, when there is something to take. */
    synchronized void onChange(Runnable action) {
        listener = action;
    }

    /** The broker may have forgotten: all values are to be published again. */
    synchronized void repeatAll() {
        changed.addAll(latest.keySet());
    }

    synchronized boolean hasChanges() {
        return !changed.isEmpty();
    }

    /** Takes at most {@code most} changed values. */
    synchronized List<BusMessage> take(int most) {
        List<BusMessage> messages = new ArrayList<>();
        for (String topic : List.copyOf(changed)) {
            Record value = latest.get(topic);
            if (messages.size() < most && value != null) {
                changed.remove(topic);
                messages.add(BusMessage.retained(topic, Messages.write(value)));
            }
        }
        return messages;
    }

    /** It did not go out: it is to be published again, unless a newer value came. */
    synchronized void putBack(BusMessage message) {
        changed.add(message.topic());
    }

    private void put(String topic, Record value) {
        Runnable toTell;
        synchronized (this) {
            if (value.equals(latest.get(topic)) || (latest.size() >= MAX_TOPICS && !latest.containsKey(topic))) {
                return;
            }
            latest.put(topic, value);
            toTell = changed.add(topic) ? listener : null;
        }
        if (toTell != null) {
            toTell.run();
        }
    }
}
