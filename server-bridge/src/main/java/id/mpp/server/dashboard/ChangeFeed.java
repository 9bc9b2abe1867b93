package id.mpp.server.dashboard;

import id.mpp.program.Worker;
import id.mpp.program.Workers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells open pages that figures changed, but not what they are. A page then asks for what it shows. Changes are
 * gathered for half a second, so that a hall that catches up on thousands of events causes at most two questions a
 * second from each page. Thread-safe.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Duration GATHERING_TIME = Duration.ofMillis(500);

    /**
     * @param version counts the changes since the start
     * @param branches the halls whose figures changed
     * @param fleet whether a kiosk came, went or reported its status
     */
    public record Change(long version, Set<String> branches, boolean fleet) {}

    private final CopyOnWriteArrayList<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Worker timer;
    private final Set<String> gathered = new TreeSet<>();
    private boolean fleet;
    private long version;

    public ChangeFeed(Workers workers) {
        timer = workers.every("change-feed", GATHERING_TIME, this::notifyListeners);
    }

    /** Adds a listener. It is called on the feed's thread and must not wait. */
    public void subscribe(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public void unsubscribe(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    public synchronized void publishBranches(Set<String> branches) {
        gathered.addAll(branches);
    }

    public synchronized void publishFleet() {
        fleet = true;
    }

    @Override
    public void close() {
        timer.interrupt();
    }

    private void notifyListeners() {
        Change change;
        synchronized (this) {
            if (gathered.isEmpty() && !fleet) {
                return;
            }
            change = new Change(++version, Set.copyOf(gathered), fleet);
            gathered.clear();
            fleet = false;
        }
        listeners.forEach(listener -> listener.accept(change));
    }
}
