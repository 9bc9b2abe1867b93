package id.mpp.server.sqlite;

import id.mpp.server.ingest.Progress;

/** What the store knows of an installation while it appends; belongs to the appending thread. */
final class InstallationRow {
    final long id;
    final String installation;
    final String branch;
    String node;
    long through;
    long highest;
    byte[] head;

    InstallationRow(long id, String installation, String branch, String node, long through, long highest, byte[] head) {
        this.id = id;
        this.installation = installation;
        this.branch = branch;
        this.node = node;
        this.through = through;
        this.highest = highest;
        this.head = head;
    }

    Progress progress(long nextHeld) {
        return new Progress(branch, node, installation, through, nextHeld);
    }
}
