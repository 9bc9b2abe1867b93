package id.mpp.server.sqlite;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.ingest.Progress;
import id.mpp.wire.Chain;
import id.mpp.wire.Messages.Numbers;
import org.jspecify.annotations.Nullable;

/** What the store knows of an installation while it appends. Belongs to the appending thread. */
final class InstallationRow {
    final long id;
    final String installation;
    final String branch;
    String node;
    long through;
    long highest;
    byte[] head;
    /** Bytes of events above {@link #through}. */
    long held;
    /** Events whose data cannot be read. */
    long unreadable;

    InstallationRow(
            long id,
            String installation,
            String branch,
            String node,
            long through,
            long highest,
            byte[] head,
            long held,
            long unreadable) {
        this.id = id;
        this.installation = installation;
        this.branch = branch;
        this.node = node;
        this.through = through;
        this.highest = highest;
        this.head = head;
        this.held = held;
        this.unreadable = unreadable;
    }

    Progress progress(long nextHeld, @Nullable Numbers numbers) {
        return progress(node, nextHeld, numbers);
    }

    /** The progress that is told to a node that sent events of this journal. */
    Progress progress(String to, long nextHeld, @Nullable Numbers numbers) {
        return new Progress(branch, to, installation, through, nextHeld, Chain.hex(head), numbers);
    }

    /** Something that went wrong with an event of this journal. */
    Trouble troubleWith(AlarmKind kind, long seq, String detail) {
        return Trouble.ofEvent(kind, branch, node, installation, seq, detail);
    }
}
