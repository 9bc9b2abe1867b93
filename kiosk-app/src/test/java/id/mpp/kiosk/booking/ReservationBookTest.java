package id.mpp.kiosk.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.web.ConfigurationException;
import id.mpp.wire.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an export of reservations may hold, and how its mistakes are told. */
class ReservationBookTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        code,service,day,name\\nABC-123,kk,2026-11-23,Budi | nothing about persons
        code,service\\nABC-123,kk                          | expected code,service,day
        code,service,day\\nABC12,kk,2026-11-23             | line 2: code 'ABC12' has 5 letters and digits
        code,service,day\\nABC-123,nothing,2026-11-23      | service 'nothing' is not in the catalogue
        code,service,day\\nABC-123,kk,23/11/2026           | day is '23/11/2026'; expected a date
        code,service,day,from\\nABC-123,kk,2026-11-23,9    | from is '9'; expected a time such as 09:30
        code,service,day,from,until\\nABC-123,kk,2026-11-23,09:30,09:00 | until '09:00' is before from '09:30'
        code,service,day,id\\nABC-123,kk,2026-11-23,x      | id 'x' is none
        code,service,day\\nABC-123,kk,2026-11-23\\nabc123,kk,2026-11-24 | line 3: code 'abc123' stands there twice
        code,service,day\\nABC-123,kk                      | has 2 fields
        """)
    void aMistakeIsOneLineThatNamesPlaceValueAndRemedy(String content, String said) throws Exception {
        Path file = Files.writeString(folder.resolve("bookings.csv"), content.replace("\\n", "\n"));
        String message = String.valueOf(
                assertThrows(ConfigurationException.class, () -> ReservationBook.open(file, CatalogReader.sample()))
                        .getMessage());
        assertTrue(message.contains(said) && message.contains("codes.bookings"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aChangedFileThatCannotBeReadIsCountedOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("bookings.csv"), "code,service,day\nABC-123,kk,2026-11-23\n");
        ReservationBook book = ReservationBook.open(file, CatalogReader.sample());
        Files.delete(file);
        assertTrue(book.byCode("abc 123").isPresent());
        assertTrue(book.byCode("abc123").isPresent());
        assertEquals(1, book.size());
        assertEquals(1, book.faults());
    }
}
