package id.mpp.program;

import id.mpp.file.Copies;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.file.LastGood;
import id.mpp.queue.Hall;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hall's catalogue as a program finds it at its start. */
public final class CatalogFile {
    private static final String COPY = "catalog.json";

    private CatalogFile() {}

    /**
     * The hall of a catalogue. While the file is wrong its last good content serves, and where there never was one what
     * is usable of it.
     *
     * @param file null for the sample hall
     * @throws ConfigurationException where there is nothing to serve with
     */
    public static Hall read(@Nullable Path file, Copies copies, FileTroubles troubles) throws ConfigurationException {
        if (file == null) {
            return CatalogReader.sample();
        }
        if (!Files.exists(copies.of(COPY))) {
            // A first start with a wrong catalogue ends with one line, and with no other before it.
            FileTroubles untold = FileTroubles.untold();
            if (content(file, copies, untold).get() == null) {
                throw nothingToServe(file, untold);
            }
        }
        Hall hall = content(file, copies, troubles).get();
        if (hall == null) {
            throw nothingToServe(file, troubles);
        }
        return hall;
    }

    private static LastGood<Hall> content(Path file, Copies copies, FileTroubles troubles) {
        return new LastGood<>(
                file,
                copies,
                COPY,
                CatalogReader.MAX_BYTES,
                LastGood.Prefer.LAST_GOOD,
                bytes -> usable(file, bytes),
                troubles);
    }

    private static ConfigurationException nothingToServe(Path file, FileTroubles troubles) {
        return new ConfigurationException(troubles.now().stream()
                        .filter(trouble -> trouble.file().equals(file.toString()))
                        .map(FileTrouble::what)
                        .collect(Collectors.joining("; "))
                + " (configuration key catalog)");
    }

    private static LastGood.Content<Hall> usable(Path file, byte[] bytes) throws IOException {
        try {
            CatalogReader.Usable usable = CatalogReader.usable(file.toString(), bytes);
            return new LastGood.Content<>(
                    usable.hall(),
                    usable.leftOut().stream()
                            .map(what -> FileFault.of("the catalogue " + file + ": " + what))
                            .toList());
        } catch (CatalogException e) {
            throw FileFault.of(e);
        }
    }
}
