package id.mpp.queue;

/**
 * Where a ticket goes back to when the next service is finished: the counter that sent it, under the service it was
 * there for.
 */
public record ReturnTo(CounterId counter, ServiceId service) {}
