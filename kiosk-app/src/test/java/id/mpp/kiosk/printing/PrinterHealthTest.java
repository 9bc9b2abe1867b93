package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrinterStatus;
import id.mpp.hal.printer.PrinterStatus.Condition;
import id.mpp.hal.printer.TicketPrinter;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.queue.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrinterHealthTest {
    private static final int PLENTY_MM = 60_000;

    private final TicketPrinter printer = mock(TicketPrinter.class);
    private PaperForecast paper = new PaperForecast(PLENTY_MM, Optional.empty());
    private boolean trusted = true;

    /** At 13.10 in the hall. */
    private DeviceHealth now() {
        return new PrinterHealth(
                        printer,
                        () -> paper,
                        new HardwareTexts(List.of("id", "en")),
                        () -> new Moment(Instant.parse("2026-11-23T06:10:00Z"), trusted, "boot-0001", 0),
                        ZoneId.of("Asia/Jakarta"))
                .now();
    }

    private void says(Power power, String sentence, Condition... conditions) {
        when(printer.status()).thenReturn(new PrinterStatus(power, DeviceState.IDLE, Set.of(conditions), sentence, ""));
    }

    @Test
    void aPrinterWithPlentyOfPaperIsReadyAndNothingElseIsTold() {
        says(Power.ONLINE, "printer.ok");
        DeviceHealth health = now();
        assertEquals("Printer siap.", health.sentence().in("id"));
        assertFalse(health.wantsAttention());
        assertEquals(
                "printer ticket-printer online idle",
                String.join(" ", health.id(), health.kind(), health.power(), health.state()));
    }

    @Test
    void paperThatEndsTodayIsForecastToTheQuarterOfAnHour() {
        says(Power.ONLINE, "printer.ok");
        paper = new PaperForecast(PLENTY_MM, Optional.of(Duration.ofMinutes(85)));
        DeviceHealth health = now();
        assertEquals(
                "Printer siap. Kertas cukup sampai kira-kira pukul 14.30.",
                health.sentence().in("id"));
        assertFalse(health.wantsAttention());
    }

    @Test
    void paperThatEndsWithinTheHourAsksForARollThoughNoSensorSaysSo() {
        says(Power.ONLINE, "printer.ok");
        paper = new PaperForecast(9_000, Optional.of(Duration.ofMinutes(50)));
        DeviceHealth health = now();
        assertEquals(List.of("rec-near-empty"), health.conditions());
        assertEquals(
                "Paper is running low. There is paper until about 14.00.",
                health.sentence().in("en"));
        assertTrue(health.working() && health.wantsAttention());
    }

    @Test
    void underAnUntrustedClockNoTimeIsTold() {
        trusted = false;
        says(Power.ONLINE, "printer.paper-low", Condition.REC_NEAR_EMPTY);
        paper = new PaperForecast(4_000, Optional.of(Duration.ofMinutes(50)));
        assertEquals("Kertas hampir habis.", now().sentence().in("id"));
        assertEquals(List.of("rec-near-empty"), now().conditions());
    }

    @Test
    void aPrinterThatCannotPrintSaysWhyAndNothingOfItsPaper() {
        says(Power.OFFLINE, "printer.cover-open", Condition.COVER_OPEN);
        paper = new PaperForecast(4_000, Optional.of(Duration.ofMinutes(50)));
        DeviceHealth health = now();
        assertFalse(health.working());
        assertEquals(List.of("cover-open"), health.conditions());
        assertEquals("Penutup printer terbuka.", health.sentence().in("id"));
    }
}
