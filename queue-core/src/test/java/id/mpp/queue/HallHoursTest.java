package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.queue.WeeklyCalendar.Range;
import id.mpp.wire.CatalogReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample hall as a whole: most of its agencies work five days, some six. */
class HallHoursTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-27");
    private static final LocalDate SATURDAY = LocalDate.parse("2026-11-28");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-11-29");

    private final HallHours hours = new HallHours(CatalogReader.sample());

    @Test
    void theHoursOfAllAgenciesAreLaidTogether() {
        assertEquals(List.of(range("08:00", "12:00"), range("13:00", "15:30")), hours.on(MONDAY));
        assertEquals(List.of(range("08:00", "11:30"), range("13:00", "15:30")), hours.on(FRIDAY));
        assertEquals(List.of(range("08:00", "12:00")), hours.on(SATURDAY));
        assertEquals(List.of(), hours.on(SUNDAY));
    }

    @Test
    void theNextOpeningIsThatOfTheFirstAgency() {
        assertEquals(
                Optional.of(Instant.parse("2026-11-30T01:00:00Z")),
                hours.nextOpening(new Moment(Instant.parse("2026-11-28T06:00:00Z"), true, "boot-0001", 1)));
    }

    @Test
    void aClockThatCannotBeTrustedTellsNoOpening() {
        assertEquals(
                Optional.empty(),
                hours.nextOpening(new Moment(Instant.parse("2026-11-28T06:00:00Z"), false, "boot-0001", 1)));
    }

    private static Range range(String from, String to) {
        return new Range(LocalTime.parse(from), LocalTime.parse(to));
    }
}
