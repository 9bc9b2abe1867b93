package id.mpp.server.ingest;

/**
 * A piece of a batch whose envelope cannot be read. So the piece itself does not tell its place in the journal.
 *
 * @param from the node on whose topic it came
 * @param stored the bytes as the kiosk stored them
 * @param chain their link of the hash chain, which may tell where they belong
 * @param reason what is wrong with them
 */
public record Unreadable(NodeAddress from, String topic, byte[] stored, byte[] chain, String reason) {
    /** The same bytes as evidence. */
    public DeadLetter asDeadLetter() {
        return new DeadLetter(topic, stored, reason);
    }
}
