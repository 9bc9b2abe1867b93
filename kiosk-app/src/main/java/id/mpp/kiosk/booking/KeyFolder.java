package id.mpp.kiosk.booking;

import id.mpp.code.CodeVerifier;
import id.mpp.code.KeyFileException;
import id.mpp.code.VerificationKeys;
import id.mpp.file.Copies;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that signed codes are checked with, in a folder ({@code *.pub}, {@code *.pem}). A file that is
 * damaged is replaced by its last good copy, a folder that is missing or empty by all of them. A file that is taken
 * away from the others is no longer trusted: so a key is withdrawn.
 */
public final class KeyFolder {
    private static final String COPIES = "keys";
    private static final String NAMES = ".*\\.(pub|pem)";
    /** A hall has one or two; more is some other folder. */
    private static final int MOST_FILES = 50;

    private final Path folder;
    private final Copies copies;
    private final FileTroubles troubles;

    private KeyFolder(Path folder, Copies copies, FileTroubles troubles) {
        this.folder = folder;
        this.copies = copies;
        this.troubles = troubles;
    }

    /** Checks codes with the keys of a folder; empty where there is none to check with. */
    public static Optional<CodeVerifier> verifier(
            @Nullable Path folder, Hall hall, Copies copies, FileTroubles troubles) {
        if (folder == null) {
            return Optional.empty();
        }
        List<Path> usable = new KeyFolder(folder, copies.inner(COPIES), troubles).usable();
        List<ServiceId> services = hall.services().stream().map(ServiceType::id).toList();
        try {
            return usable.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CodeVerifier(
                            VerificationKeys.read(usable), hall.branch().id(), services));
        } catch (KeyFileException | IllegalArgumentException e) {
            troubles.set(folder, List.of(FileFault.of(e)), FileTrouble.Serves.BUILT_IN);
            return Optional.empty();
        }
    }

    private List<Path> usable() {
        List<Path> files = files(folder);
        List<Path> kept = files(copies.folder());
        if (files.isEmpty()) {
            String what = "the folder " + folder + " is missing or holds no public key (*.pub, *.pem); put the server's"
                    + " there (configuration key codes.keys)";
            troubles.set(
                    folder,
                    List.of(FileFault.of(what)),
                    kept.isEmpty() ? FileTrouble.Serves.BUILT_IN : FileTrouble.Serves.LAST_GOOD);
            return kept;
        }
        forgetWithdrawn(files, kept);
        List<Path> usable = new ArrayList<>();
        for (Path file : files) {
            Path copy = copies.of(String.valueOf(file.getFileName()));
            try {
                VerificationKeys.read(List.of(file));
                usable.add(file);
                keep(file, copy);
            } catch (KeyFileException e) {
                boolean hasCopy = Files.exists(copy);
                troubles.set(
                        file,
                        List.of(FileFault.of(e)),
                        hasCopy ? FileTrouble.Serves.LAST_GOOD : FileTrouble.Serves.GOOD_ROWS);
                if (hasCopy) {
                    usable.add(copy);
                }
            }
        }
        return usable;
    }

    private void forgetWithdrawn(List<Path> files, List<Path> kept) {
        for (Path copy : kept) {
            boolean still = files.stream().anyMatch(file -> file.getFileName().equals(copy.getFileName()));
            try {
                if (!still && copies.keeps()) {
                    Files.deleteIfExists(copy);
                }
            } catch (IOException e) {
                troubles.set(copy, List.of(FileFault.of(e)), FileTrouble.Serves.LAST_GOOD);
            }
        }
    }

    private void keep(Path file, Path copy) {
        try {
            if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                copies.keep(String.valueOf(copy.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            troubles.set(
                    copy,
                    List.of(FileFault.of("no last good copy of " + file + " can be kept (" + e + ")")),
                    FileTrouble.Serves.GOOD_ROWS);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(file -> file.toString().matches(NAMES))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
