package id.mpp.queue;

/**
 * A wait estimate in whole seconds: half of all tickets wait less than {@code p50}, four in five less than {@code p80}.
 */
public record WaitBand(int p50, int p80) {
    public WaitBand {
        Checks.range("p50", p50, 0, 86_400);
        Checks.range("p80", p80, p50, 86_400);
    }
}
