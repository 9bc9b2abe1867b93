package id.mpp.server.ingest;

/** A message of an event topic. */
public record Arrival(String topic, byte[] payload) {}
