package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrinterCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much paper is left, and until when. */
class PaperRollTest {
    private static final ZonedDateTime TEN = ZonedDateTime.parse("2026-11-23T10:00:00+07:00[Asia/Jakarta]");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    /** Roll, used, near end, printed today and in how many minutes; what is left, and until when. */
    @ParameterizedTest
    @CsvSource({
        "80000, 20000, false, 20000, 120, 60000, 16:00",
        "80000, 20000, false, 21000, 120, 60000, 15:30",
        "80000, 20000, true,  20000, 120,  5000, 10:30",
        "80000, 78000, true,  20000, 120,  2000, 10:00",
        "80000, 90000, false, 20000, 120,     0, 10:00",
        "80000,  1000, false,  1000, 120, 79000, -",
        "80000, 20000, false,   999, 120, 60000, -",
        "80000, 20000, false, 20000,  29, 60000, -"
    })
    void whatIsLeftAndUntilWhen(int roll, long used, boolean near, long today, int minutes, int left, String until) {
        PaperForecast forecast = PaperForecast.of(roll, used, near, today, Duration.ofMinutes(minutes));
        assertEquals(left, forecast.leftMm());
        assertEquals(
                until.equals("-") ? Optional.empty() : Optional.of(LocalTime.parse(until)), forecast.untilAbout(TEN));
    }

    @Test
    void theCountOutlivesARestartAndIsWrittenEachMetre() throws Exception {
        Path file = folder.resolve("paper.json");
        PaperRoll roll = roll(file);
        roll.printed(900);
        assertFalse(Files.exists(file));
        roll.printed(150);
        assertEquals("{\"usedMm\":1050}", Files.readString(file));
        roll.printed(150);
        assertEquals(78_950, roll(file).forecast().leftMm(), "a power cut loses less than a metre");
        roll.close();
        assertEquals(78_800, roll(file).forecast().leftMm());
    }

    @Test
    void aSinkFasterThanAnyPrinterDoesNotKeepTheDiskBusy() throws Exception {
        Path file = folder.resolve("paper.json");
        PaperRoll roll = roll(file);
        roll.printed(1_000);
        roll.printed(1_000);
        assertEquals("{\"usedMm\":1000}", Files.readString(file));
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        roll.printed(1);
        assertEquals("{\"usedMm\":2001}", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"usedMm\":-1}", "[]", "{\"usedMm\":\"x\"}"})
    void aDamagedFileCountsAsANewRoll(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("paper.json"), content);
        assertEquals(80_000, roll(file).forecast().leftMm());
    }

    @Test
    void paperAfterItsEndIsANewRollAndSilenceIsNone() {
        PaperRoll roll = roll(folder.resolve("paper.json"));
        roll.printed(30_000);
        roll.status(status(Power.OFFLINE, PrinterCondition.REC_NEAR_EMPTY, PrinterCondition.REC_EMPTY));
        roll.status(status(Power.OFF));
        assertEquals(5_000, roll.forecast().leftMm());
        roll.status(status(Power.ONLINE));
        assertEquals(80_000, roll.forecast().leftMm());

        roll.printed(30_000);
        roll.status(status(Power.ONLINE, PrinterCondition.REC_NEAR_EMPTY));
        assertEquals(5_000, roll.forecast().leftMm());
        roll.status(status(Power.ONLINE));
        assertEquals(80_000, roll.forecast().leftMm(), "changed before it was empty");
    }

    @Test
    void aPrinterWithoutSensorDoesNotKeepTheCountFromGoingDown() {
        PaperRoll roll = roll(folder.resolve("paper.json"));
        roll.printed(79_000);
        roll.status(status(Power.ONLINE));
        assertEquals(1_000, roll.forecast().leftMm());
        roll.changed();
        assertEquals(80_000, roll.forecast().leftMm());
    }

    @Test
    void eachDayHasItsOwnRate() {
        PaperRoll roll = roll(folder.resolve("paper.json"));
        roll.printed(10_000);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(Optional.of(Duration.ofHours(7)), roll.forecast().lasts());
        roll.newDay();
        assertEquals(Optional.empty(), roll.forecast().lasts());
    }

    private PaperRoll roll(Path file) {
        return new PaperRoll(file, 80, nanos::get);
    }

    private static DeviceStatus status(Power power, PrinterCondition... conditions) {
        return new DeviceStatus(
                power,
                DeviceState.IDLE,
                Stream.of(conditions).map(PrinterCondition::code).toList(),
                "ticket-printer.ok",
                "");
    }
}
