package id.mpp.wire;

/** What an event says of itself outside its data: enough to store it, count it and acknowledge it. */
public record EventHeader(String id, String type, String branch, String node, String installation, long seq) {}
