package id.mpp.kiosk.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.booking.KeyFolder;
import id.mpp.kiosk.booking.ReservationBook;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.wire.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no whole kiosk; the rest is in DevicesAtWorkIT. */
class ScanDeskTest {
    private final HardwareTexts texts = new HardwareTexts(List.of("id", "en"));
    private final ScanDesk desk = new ScanDesk(
            new BookingDesk(
                    "http://192.0.2.7:8080",
                    Optional.empty(),
                    ReservationBook.open(
                            null, CatalogReader.sample(), Copies.lookedAt(Path.of("target")), new FileTroubles()),
                    new HallSecret(new byte[] {1}),
                    ZoneId.of("Asia/Jakarta"),
                    () -> mock(HallView.class),
                    () -> new Moment(Instant.EPOCH, false, "boot-0001", 0),
                    texts),
            () -> mock(HallView.class),
            texts);

    ScanDeskTest() throws ConfigurationException {}

    @Test
    void withoutKeysASignedCodeIsRefusedInWords() {
        Scan scan = desk.read("MPP1:" + "A".repeat(149));
        assertEquals(Scan.Kind.REFUSED, scan.kind());
        assertEquals(
                "Booking codes cannot be checked here yet. Take a number on the screen, or ask an officer.",
                scan.sentence().in("en"));
    }

    @Test
    void anIdentityNumberIsRefusedAndAppearsNowhere() {
        Scan scan = desk.read("2172010101900001");
        assertEquals(Scan.Kind.REFUSED, scan.kind());
        assertFalse(scan.toString().contains("2172010101900001"), scan.toString());
        assertEquals(1.0, desk.counts().get("refused"));
    }

    @Test
    void aFolderWithoutAKeyOrWithSomethingElseIsToldAndRefusesCodesAlone(@TempDir Path folder) throws Exception {
        Path keys = folder.resolve("keys");
        FileTroubles troubles = new FileTroubles();
        assertTrue(KeyFolder.verifier(keys, CatalogReader.sample(), Copies.in(folder), troubles)
                .isEmpty());
        assertTrue(
                troubles.now().getFirst().what().contains("codes.keys"),
                troubles.now().toString());
        Files.writeString(Files.createDirectories(keys).resolve("hall.pub"), "no key");
        assertTrue(KeyFolder.verifier(keys, CatalogReader.sample(), Copies.in(folder), troubles)
                .isEmpty());
        assertTrue(
                troubles.now().stream().anyMatch(trouble -> trouble.what().contains("hall.pub")),
                troubles.now().toString());
    }
}
