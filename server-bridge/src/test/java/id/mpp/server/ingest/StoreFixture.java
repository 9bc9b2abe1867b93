package id.mpp.server.ingest;

import id.mpp.server.report.LegReader;
import id.mpp.server.report.SurveyReader;
import id.mpp.server.testing.HallScript;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An event store that is opened before each test and closed after it. */
public abstract class StoreFixture {
    static final String INSTALLATION = "installation-0001";
    static final LocalDate DAY = LocalDate.parse("2026-11-23");

    EventStore store;

    /** What the test reads without the port. */
    public interface Inside {
        EventStore store();

        LegReader legs();

        SurveyReader surveys();

        List<byte[]> deadLetters();

        /** The kinds of the alarms. */
        List<String> alarms();

        byte[] stored(String installation, long seq);

        /** Bytes of all stored events. */
        long storedBytes();

        /** The same store after a restart of the program. */
        Inside reopened() throws StoreException;
    }

    Inside inside;

    protected abstract Inside open() throws StoreException;

    @BeforeEach
    void openStore() throws StoreException {
        inside = open();
        store = inside.store();
    }

    @AfterEach
    void closeStore() {
        inside.store().close();
    }

    /** Three tickets: one is served, one does not come, and one waits. */
    static HallScript morning() {
        HallScript hall = new HallScript(INSTALLATION).openDay().open("loket-01");
        hall.take("ktp-rekam");
        hall.take("ktp-rekam");
        hall.take("ktp-rekam");
        return hall.wait(Duration.ofMinutes(10))
                .callNext("loket-01")
                .start("loket-01")
                .wait(Duration.ofMinutes(7))
                .finish("loket-01")
                .callNext("loket-01")
                .wait(Duration.ofMinutes(2))
                .noShow("loket-01");
    }
}
