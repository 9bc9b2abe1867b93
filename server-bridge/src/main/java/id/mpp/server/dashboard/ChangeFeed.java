package id.mpp.server.dashboard;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells open pages that figures changed, not what they are: a page then asks for what it shows. Changes are gathered for half a second, so
 * that a hall that catches up on thousands of events costs each page two questions a second at the most. Thread-safe.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final long GATHER_MILLIS = 500;

    /**
     * @param version counts the changes since the start
     * @param branches whose figures changed
     * @param fleet whether a kiosk came, went or said how it is
     */
    public record Change(long version, Set<String> branches, boolean fleet) {}

    private final CopyOnWriteArrayList<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-feed").factory());
    private final Set<String> gathered = new TreeSet<>();
    private boolean fleet;
    private boolean scheduled;
    private long version;

    /** Calls {@code listener} on the feed's thread; it must not wait. */
    public void subscribe(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public void unsubscribe(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    public synchronized void changed(Set<String> branches) {
        gathered.addAll(branches);
        if (!branches.isEmpty()) {
            schedule();
        }
    }

    public synchronized void fleetChanged() {
        fleet = true;
        schedule();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void schedule() {
        if (!scheduled && !timer.isShutdown()) {
            scheduled = true;
            var _ = timer.schedule(this::tell, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        Change change;
        synchronized (this) {
            change = new Change(++version, Set.copyOf(gathered), fleet);
            gathered.clear();
            fleet = false;
            scheduled = false;
        }
        listeners.forEach(listener -> listener.accept(change));
    }
}
