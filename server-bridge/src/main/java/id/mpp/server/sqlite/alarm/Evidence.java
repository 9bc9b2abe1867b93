package id.mpp.server.sqlite.alarm;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.ingest.DeadLetter;
import id.mpp.server.ingest.NodeAddress;
import org.jdbi.v3.core.Handle;

/** Keeps messages that are no events and raises one alarm for each node, which counts them. */
public final class Evidence {
    private Evidence() {}

    /** Keeps a message. Answers whether the same bytes came before. */
    public static boolean keep(Handle handle, DeadLetter letter, long now) {
        NodeAddress from = NodeAddress.ofTopic(letter.topic()).orElse(new NodeAddress(HallPlaces.SHARED, ""));
        AlarmTable.raise(
                handle, Trouble.ofNode(AlarmKind.UNREADABLE_MESSAGE, from.branch(), from.node(), letter.reason()), now);
        return EvidenceTable.keep(handle, letter, now);
    }
}
