package id.mpp.kiosk.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.printing.HardwareTexts;
import id.mpp.kiosk.web.Scan;
import id.mpp.queue.Moment;
import id.mpp.web.ConfigurationException;
import id.mpp.wire.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no whole kiosk; the rest is in DevicesAtWorkTest. */
class ScanDeskTest {
    private final ScanDesk desk = new ScanDesk(
            "http://192.0.2.7:8080",
            Optional.empty(),
            () -> mock(HallView.class),
            () -> new Moment(Instant.EPOCH, false, "boot-0001", 0),
            new HardwareTexts(List.of("id", "en")));

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
    void aFolderWithoutAKeyOrWithSomethingElseIsOneLine(@TempDir Path folder) throws Exception {
        for (int step = 0; step < 2; step++) {
            ConfigurationException refused =
                    assertThrows(ConfigurationException.class, () -> ScanDesk.verifier(folder, CatalogReader.sample()));
            String said = String.valueOf(refused.getMessage());
            assertTrue(said.contains("codes.keys") && said.lines().count() == 1, said);
            Files.writeString(folder.resolve("hall.pub"), "no key");
        }
    }
}
