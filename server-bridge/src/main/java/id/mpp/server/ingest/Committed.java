package id.mpp.server.ingest;

import java.util.List;
import java.util.Set;

/**
 * What a commit changed.
 *
 * @param progress of each installation that sent something, also where all of it was known
 * @param branches halls whose figures changed
 * @param stored events that are new
 */
public record Committed(List<Progress> progress, Set<String> branches, int stored) {
    public Committed {
        progress = List.copyOf(progress);
        branches = Set.copyOf(branches);
    }
}
