package id.mpp.kiosk.calendar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Hall;
import id.mpp.wire.CatalogReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarImportTest {
    @TempDir
    private Path folder;

    private Path catalog;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void copyTheSampleHall() throws Exception {
        catalog = folder.resolve("hall.json");
        try (InputStream in =
                Objects.requireNonNull(CatalogReader.class.getResourceAsStream("/catalog/sample-hall.json"))) {
            Files.write(catalog, in.readAllBytes());
        }
    }

    private int run(String... names) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return CalendarImport.run(List.of(names), out, out);
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private Agency agency(Hall hall, String id) {
        return hall.agency(new AgencyId(id)).orElseThrow();
    }

    @Test
    void holidaysOpeningsClosingsAndSeasonsComeIntoTheCatalogue() throws Exception {
        Path csv = file("2027.csv", """
            date,until,kind,scope,hours,calendar,name
            2027-01-01,,national,,,,Tahun Baru Masehi
            2027-03-10,2027-03-11,collective-leave,,,,"Cuti bersama, Idulfitri"
            2027-01-09,,opening,disdukcapil,08:00-12:00,,Layanan Sabtu
            2027-01-11,,closing,bpn,,,Pindah gerai
            2027-02-08,2027-03-09,season,five-day,,ramadan-five-day,Ramadan
            """);
        assertEquals(0, run(catalog.toString(), csv.toString()), said::toString);
        Hall hall = CatalogReader.read(catalog);
        assertTrue(hall.calendar().holidays().containsKey(LocalDate.parse("2027-03-11")));
        assertEquals(
                "08:00",
                agency(hall, "disdukcapil")
                        .calendar()
                        .on(LocalDate.parse("2027-01-09"))
                        .getFirst()
                        .from()
                        .toString());
        assertEquals(List.of(), agency(hall, "bpn").calendar().on(LocalDate.parse("2027-01-11")));
        assertEquals(
                "12:30",
                agency(hall, "pajak")
                        .calendar()
                        .on(LocalDate.parse("2027-02-08"))
                        .getLast()
                        .from()
                        .toString());
        assertEquals(
                "13:00",
                agency(hall, "pajak")
                        .calendar()
                        .on(LocalDate.parse("2027-03-10"))
                        .getLast()
                        .from()
                        .toString());
    }

    @Test
    void wholeDaysOfAnICalendarFileAreHolidays() throws Exception {
        Path ics = file("libur.ics", """
            BEGIN:VCALENDAR\r
            VERSION:2.0\r
            PRODID:-//uji//ID\r
            BEGIN:VEVENT\r
            UID:1@uji\r
            DTSTAMP:20260101T000000Z\r
            DTSTART;VALUE=DATE:20270817\r
            DTEND;VALUE=DATE:20270819\r
            SUMMARY:Hari Kemerdekaan\r
            END:VEVENT\r
            END:VCALENDAR\r
            """);
        assertEquals(0, run(catalog.toString(), ics.toString()), said::toString);
        Hall hall = CatalogReader.read(catalog);
        assertEquals(
                "Hari Kemerdekaan",
                Objects.requireNonNull(hall.calendar().holidays().get(LocalDate.parse("2027-08-18")))
                        .in("id"));
        assertTrue(!hall.calendar().holidays().containsKey(LocalDate.parse("2027-08-19")));
    }

    @Test
    void everyBadLineIsNamedAndNothingIsWritten() throws Exception {
        byte[] before = Files.readAllBytes(catalog);
        Path csv = file("salah.csv", """
            date,name,kind,hours,scope
            2027-01-01,Tahun Baru,national,,
            2027-13-01,Bulan ke-13,national,,
            2027-02-02,Libur apa,liburan,,
            2027-02-03,,national,,
            2027-02-06,Sabtu,opening,25:00-26:00,disdukcapil
            2027-02-07,Minggu,opening,,
            """);
        assertEquals(1, run(catalog.toString(), csv.toString()));
        String all = said.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("salah.csv line 3: date is '2027-13-01'; expected a date such as 2026-12-25"), all);
        assertTrue(all.contains("salah.csv line 4: kind is 'liburan'"), all);
        assertTrue(all.contains("salah.csv line 5: name must have 1 to 120 characters"), all);
        assertTrue(all.contains("salah.csv line 6: hours hold '25:00-26:00'"), all);
        assertTrue(all.contains("salah.csv line 7: an opening needs hours"), all);
        assertTrue(!all.contains("line 2"), all);
        assertArrayEquals(before, Files.readAllBytes(catalog));
    }

    @Test
    void anUnknownAgencyOrCalendarIsNamed() throws Exception {
        Path agency = file("a.csv", "date,name,kind,hours,scope\n2027-02-06,Sabtu,opening,08:00-12:00,dinas-x\n");
        assertEquals(1, run(catalog.toString(), agency.toString()));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("the agency 'dinas-x'"), said::toString);
    }

    @Test
    void aCheckWritesNothingAndAWrongCallSaysHow() throws Exception {
        byte[] before = Files.readAllBytes(catalog);
        Path csv = file("2027.csv", "date,name\n2027-01-01,Tahun Baru\n");
        assertEquals(0, run(catalog.toString(), csv.toString(), "--check"), said::toString);
        assertArrayEquals(before, Files.readAllBytes(catalog));
        assertEquals(2, run(catalog.toString()));
        assertEquals(1, run(catalog.toString(), folder.resolve("none.csv").toString()));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("none.csv: cannot be read"), said::toString);
    }
}
