package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrinterCondition;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.queue.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrinterHealthTest {
    private static final int PLENTY_MM = 60_000;
    private static final String KIND = "ticket-printer";

    private final HardwareTexts texts = new HardwareTexts(List.of("id", "en"));
    private PaperForecast paper = new PaperForecast(PLENTY_MM, Optional.empty());
    private boolean trusted = true;

    /** At 13.10 in the hall, where the device itself says this much. */
    private DeviceHealth told(Power power, PrinterCondition... conditions) {
        List<String> codes = Stream.of(conditions).map(PrinterCondition::code).toList();
        DeviceStatus status = DeviceStatus.of(KIND, power, DeviceState.IDLE, codes, "");
        DeviceHealth printer = new DeviceHealth(
                "printer",
                KIND,
                status.isWorking(),
                power.name().toLowerCase(Locale.ROOT),
                "idle",
                codes,
                texts.everywhere(status.sentenceKey()));
        return new PrinterHealth(
                        () -> paper,
                        texts,
                        () -> new Moment(Instant.parse("2026-11-23T06:10:00Z"), trusted, "boot-0001", 0),
                        ZoneId.of("Asia/Jakarta"))
                .withPaper(printer);
    }

    @Test
    void aPrinterWithPlentyOfPaperIsReadyAndNothingElseIsTold() {
        DeviceHealth health = told(Power.ONLINE);
        assertEquals("Printer siap.", health.sentence().in("id"));
        assertFalse(health.wantsAttention());
        assertEquals(
                "printer ticket-printer online idle",
                String.join(" ", health.id(), health.kind(), health.power(), health.state()));
    }

    @Test
    void paperThatEndsTodayIsForecastToTheQuarterOfAnHour() {
        paper = new PaperForecast(PLENTY_MM, Optional.of(Duration.ofMinutes(85)));
        DeviceHealth health = told(Power.ONLINE);
        assertEquals(
                "Printer siap. Kertas cukup sampai kira-kira pukul 14.30.",
                health.sentence().in("id"));
        assertFalse(health.wantsAttention());
    }

    @Test
    void paperThatEndsWithinTheHourAsksForARollThoughNoSensorSaysSo() {
        paper = new PaperForecast(9_000, Optional.of(Duration.ofMinutes(50)));
        DeviceHealth health = told(Power.ONLINE);
        assertEquals(List.of("rec-near-empty"), health.conditions());
        assertEquals(
                "Paper is running low. There is paper until about 14.00.",
                health.sentence().in("en"));
        assertTrue(health.working() && health.wantsAttention());
    }

    @Test
    void underAnUntrustedClockNoTimeIsTold() {
        trusted = false;
        paper = new PaperForecast(4_000, Optional.of(Duration.ofMinutes(50)));
        assertEquals(
                "Kertas hampir habis.",
                told(Power.ONLINE, PrinterCondition.REC_NEAR_EMPTY).sentence().in("id"));
        assertEquals(
                List.of("rec-near-empty"),
                told(Power.ONLINE, PrinterCondition.REC_NEAR_EMPTY).conditions());
    }

    @Test
    void aPrinterThatCannotPrintSaysWhyAndNothingOfItsPaper() {
        paper = new PaperForecast(4_000, Optional.of(Duration.ofMinutes(50)));
        DeviceHealth health = told(Power.OFFLINE, PrinterCondition.COVER_OPEN);
        assertFalse(health.working());
        assertEquals(List.of("cover-open"), health.conditions());
        assertEquals("Penutup printer terbuka.", health.sentence().in("id"));
    }
}
