package id.mpp.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.PrivateFile;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.kiosk.sync.ServerWord.Fork;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code forked} beside the journal. In it a running kiosk ({@link ServerVoice}) puts down the server's proof
 * that its journal is a copy of one that went on elsewhere; the next start ({@link JournalStart}) reads it and begins
 * another journal.
 */
final class ForkEvidence {
    private static final String NAME = "forked";
    private static final Logger LOG = LoggerFactory.getLogger(ForkEvidence.class);
    private static final int MOST_BYTES = 1 << 16;

    private final Path file;

    /** What stands in the file: the server's event of this number and this chain is not the journal's. */
    private record Said(String installation, long seq, String chain, String server, Instant at) {}

    private ForkEvidence(Path file) {
        this.file = file;
    }

    /** @param folder the data folder */
    static ForkEvidence in(Path folder) {
        return new ForkEvidence(folder.resolve(NAME));
    }

    static ForkEvidence beside(Path journal) {
        return new ForkEvidence(journal.resolveSibling(NAME));
    }

    Path file() {
        return file;
    }

    /** Whether evidence against this journal is there already, so that the last start could not begin another one. */
    boolean isAgainst(String installation) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(installation);
    }

    /** On return it is on disk. */
    void putDown(Fork fork, Instant at) throws IOException {
        PrivateFile.replace(
                file,
                Json.mapper()
                        .writeValueAsBytes(new Said(fork.installation(), fork.seq(), fork.chain(), fork.server(), at)));
    }

    /**
     * Says what the server has and this journal has not; null where the file proves nothing against it. A file that
     * proves nothing is moved aside, so that it is read once.
     */
    @Nullable
    String proofAgainst(SqliteJournal journal) {
        try {
            if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            JsonNode said = Json.mapper().readTree(Files.readAllBytes(file));
            long seq = said.path("seq").asLong();
            if (seq > 0
                    && journal.installation().equals(said.path("installation").asText())
                    && !holds(journal, seq, said.path("chain").asText())) {
                return "the server " + said.path("server").asText() + " has another event " + seq + " of it";
            }
            Files.move(file, file.resolveSibling(NAME + ".past"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the evidence " + file + " cannot be read: " + e);
        }
        return null;
    }

    private static boolean holds(SqliteJournal journal, long seq, String chain) {
        List<EventBatch.Link> held = journal.read(seq, 1);
        return !held.isEmpty() && Chain.hex(held.getFirst().chain()).equals(chain);
    }

    /** Kept beside the journal that it was about, under that file's name. */
    void moveBeside(String setAside) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(setAside + "." + NAME), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
