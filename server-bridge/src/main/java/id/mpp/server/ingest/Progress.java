package id.mpp.server.ingest;

import id.mpp.wire.Chain;
import id.mpp.wire.Messages.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an installation is committed.
 *
 * @param through the last event up to which everything has arrived
 * @param nextHeld the first event that is held above {@code through + 1}; 0 for none
 * @param head the link of the hash chain at {@code through}, in hexadecimal
 * @param numbers for a journal that goes on with another one, the highest numbers of its day; null for none
 */
public record Progress(
        String branch,
        String node,
        String installation,
        long through,
        long nextHeld,
        String head,
        @Nullable Numbers numbers) {
    /** The progress of a journal that is unknown here. */
    static Progress none(NodeAddress node, String installation) {
        return new Progress(node.branch(), node.node(), installation, 0, 0, Chain.hex(Chain.start()), null);
    }

    /** The same progress, to be told to another node. */
    Progress addressedTo(String hearer) {
        return new Progress(branch, hearer, installation, through, nextHeld, head, numbers);
    }

    /** Events that are missing, both ends included. */
    public record Gap(long from, long to) {}

    public Optional<Gap> gap() {
        return nextHeld > through + 1 ? Optional.of(new Gap(through + 1, nextHeld - 1)) : Optional.empty();
    }
}
