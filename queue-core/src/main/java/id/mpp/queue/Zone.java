package id.mpp.queue;

/** A part of the hall with a board and a loudspeaker of its own. */
public record Zone(ZoneId id, Text name) {}
