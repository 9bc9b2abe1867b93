package id.mpp.kiosk.simulation;

import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/** What kind of day it is. */
enum Scenario {
    /** A usual day; one agency's own system fails for a while. */
    NORMAL(1),
    /** The agency with most visits has twice its share, one agency's system fails, and the kiosk runs out of paper. */
    CROWDED(2);

    /** A part of the day. */
    record Span(LocalTime from, LocalTime to) {}

    /** When the agency's own system is down. */
    static final Span OUTAGE = new Span(LocalTime.of(10, 20), LocalTime.of(11, 5));

    private final int crowding;

    Scenario(int crowding) {
        this.crowding = crowding;
    }

    /** By how much more of the visits than usual go to the agency that has most. */
    int crowding() {
        return crowding;
    }

    /** When the kiosk is without paper; empty for never. */
    Optional<Span> paperOut() {
        return this == CROWDED ? Optional.of(new Span(LocalTime.of(9, 40), LocalTime.of(9, 55))) : Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
