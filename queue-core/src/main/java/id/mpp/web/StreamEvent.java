package id.mpp.web;

import java.nio.charset.StandardCharsets;

/** One server-sent event, encoded once for all who get it. */
public final class StreamEvent {
    /** A comment that no client sees: it finds out whether the line still stands. */
    static final StreamEvent BEAT = new StreamEvent(": \n\n".getBytes(StandardCharsets.UTF_8));

    private final byte[] bytes;

    private StreamEvent(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param id what a client names when it comes back
     * @param type the event's name
     * @param json without line breaks
     */
    public static StreamEvent of(String id, String type, byte[] json) {
        byte[] head = ("id: " + id + "\nevent: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(json, 0, all, head.length, json.length);
        all[all.length - 2] = '\n';
        all[all.length - 1] = '\n';
        return new StreamEvent(all);
    }

    byte[] bytes() {
        return bytes;
    }
}
