package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void aRecordIsOneLineEvenWithAStackTraceAndHostileText() {
        LogRecord record = new LogRecord(Level.WARNING, "no paper\nSEVERE forged line\u001b[31m");
        record.setLoggerName("id.mpp.kiosk.Printing");
        record.setThrown(new IllegalStateException("first\nsecond"));
        String line = new LogLines(false).format(record);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.endsWith("\n"));
        assertTrue(line.contains("WARNING Printing: no paper | SEVERE forged line?[31m | java.lang"), line);
        assertTrue(line.contains("LogLinesTest"), line);
    }

    @Test
    void underSystemdThePriorityLeads() {
        LogRecord record = new LogRecord(Level.SEVERE, "disk full");
        record.setLoggerName("id.mpp.kiosk.Journal");
        assertEquals("<3>Journal: disk full\n", new LogLines(true).format(record));
    }
}
