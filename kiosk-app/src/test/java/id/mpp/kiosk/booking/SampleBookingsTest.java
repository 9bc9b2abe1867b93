package id.mpp.kiosk.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import id.mpp.file.FileTroubles;
import id.mpp.queue.Moment;
import id.mpp.wire.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples are a convenience: what is wrong with their folder is told, and the kiosk starts without them. */
class SampleBookingsTest {
    private static final Moment MONDAY = new Moment(Instant.parse("2026-11-23T01:10:00Z"), true, "boot-0001", 600_000);

    @TempDir
    private Path folder;

    private final FileTroubles troubles = FileTroubles.untold();

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in its place");
        assertNull(samples(file));
        assertEquals(1, troubles.now().size());
    }

    @Test
    void keysThatAreDamagedOrGoneAreTold() throws Exception {
        SampleBookings first = samples(folder);
        assertNotNull(first);
        assertFalse(first.make(SampleBookings.Arrival.ON_TIME).code().isEmpty());
        Files.writeString(folder.resolve("samples.key"), "no key");
        assertNull(samples(folder));
        assertEquals(1, troubles.now().size());
        Files.delete(folder.resolve("samples.key"));
        Files.deleteIfExists(SampleBookings.keys(folder).resolve("samples.pub"));
        assertNotNull(samples(folder), "new ones are made");
        assertEquals(0, troubles.now().size());
    }

    private @Nullable SampleBookings samples(Path in) {
        return SampleBookings.in(in, CatalogReader.sample(), () -> MONDAY, troubles);
    }
}
