package id.mpp.server.ingest;

import java.util.List;
import java.util.Set;

/**
 * What a commit changed.
 *
 * @param progress the progress of each installation that sent something, even where all of it was known already
 * @param branches the halls whose figures changed
 * @param stored the number of new events
 */
public record Committed(List<Progress> progress, Set<String> branches, int stored) {
    public Committed {
        progress = List.copyOf(progress);
        branches = Set.copyOf(branches);
    }
}
