package id.mpp.server.ingest;

import id.mpp.wire.Chain;
import id.mpp.wire.Messages.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an installation is committed.
 *
 * @param through all its events up to this one are here
 * @param nextHeld the first event held above {@code through + 1}, 0 where nothing is
 * @param head the chain after {@code through}, in hexadecimal
 * @param numbers for a journal that goes on with another one, the highest of its day; null for none
 */
public record Progress(
        String branch,
        String node,
        String installation,
        long through,
        long nextHeld,
        String head,
        @Nullable Numbers numbers) {
    /** Of a journal that is unknown here. */
    static Progress none(NodeAddress node, String installation) {
        return new Progress(node.branch(), node.node(), installation, 0, 0, Chain.hex(Chain.start()), null);
    }

    /** The same to be told to a node. */
    Progress addressedTo(String hearer) {
        return new Progress(branch, hearer, installation, through, nextHeld, head, numbers);
    }

    /** Events that are missing, both ends included. */
    public record Gap(long from, long to) {}

    public Optional<Gap> gap() {
        return nextHeld > through + 1 ? Optional.of(new Gap(through + 1, nextHeld - 1)) : Optional.empty();
    }
}
