package id.mpp.kiosk.cabinet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.display.DisplayAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualCabinetTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final VirtualCabinet cabinet = new VirtualCabinet(InstantSource.system());

    private boolean broken(String device) {
        return cabinet.view(device).orElseThrow().faults().containsValue(true);
    }

    @Test
    void aHostileDeviceBreaksByItselfAndAnIdealOneIsWholeAgain() {
        try (cabinet) {
            cabinet.addPlate("plate", DisplayAddress.parse("virtual"));
            assertTrue(cabinet.setLevel("plate", "hostile", 3));
            await().atMost(SOON).until(() -> broken("plate"));
            assertTrue(cabinet.setLevel("plate", "ideal", 3));
            await().atMost(SOON).until(() -> !broken("plate"));
            assertEquals("ideal", cabinet.view("plate").orElseThrow().level());
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        try (cabinet) {
            assertTrue(cabinet.isEmpty());
            assertFalse(cabinet.setFault("plate", "unplugged", true));
            assertFalse(cabinet.setLevel("plate", "worn", 1));
            assertFalse(cabinet.setContact("call-assist", true));
            assertTrue(cabinet.scan("A").isEmpty());
            cabinet.addContacts("buttons", Map.of());
            assertFalse(cabinet.setFault("buttons", "on-fire", true));
        }
    }
}
