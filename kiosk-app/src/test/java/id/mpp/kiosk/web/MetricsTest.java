package id.mpp.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void figuresAreWrittenAsPrometheusReadsThem() {
        Metrics metrics = new Metrics()
                .gauge("mpp_waiting", "Tickets waiting", () -> 7)
                .counter("mpp_calls_total", "Calls", () -> 12.5)
                .gauges("mpp_printer", "Printers", "id", () -> Map.of("a\"b", 1.0))
                .summary("mpp_commit_seconds", "Commit latency", () -> Map.of("0.99", 0.0042));
        assertEquals("""
            # HELP mpp_waiting Tickets waiting
            # TYPE mpp_waiting gauge
            mpp_waiting 7
            # HELP mpp_calls_total Calls
            # TYPE mpp_calls_total counter
            mpp_calls_total 12.500000
            # HELP mpp_printer Printers
            # TYPE mpp_printer gauge
            mpp_printer{id="a\\"b"} 1
            # HELP mpp_commit_seconds Commit latency
            # TYPE mpp_commit_seconds summary
            mpp_commit_seconds{quantile="0.99"} 0.004200
            """, metrics.text());
    }
}
