package id.mpp.server.ingest;

/**
 * A piece of a batch whose envelope cannot be read, so that its place in the journal is not known from itself.
 *
 * @param from the node whose topic it came on
 * @param stored the bytes as the kiosk stored them
 * @param chain their link of the hash chain, which may tell where they belong
 * @param reason what is wrong with them
 */
public record Unreadable(NodeAddress from, String topic, byte[] stored, byte[] chain, String reason) {
    /** The same as evidence. */
    public DeadLetter asDeadLetter() {
        return new DeadLetter(topic, stored, reason);
    }
}
