package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final List<String> ended = new ArrayList<>();
    private final Watchdog watchdog =
            new Watchdog(Map.of(), TestWorkers.told(), (thread, cause) -> ended.add(cause.getMessage()));
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Map<String, Watched.Duty> duties = Map.of("desk", trouble::get);

    @Test
    void aDutyThatStandsStillForThreeRoundsEndsTheProgram() throws Exception {
        trouble.set("the desk has taken no press for 9 s");
        for (int round = 0; round < 2; round++) {
            watchdog.look(duties);
        }
        assertEquals(List.of(), ended);
        watchdog.look(duties);
        assertEquals(List.of("the desk has taken no press for 9 s"), ended);
    }

    @Test
    void aRoundInWhichAllGoesOnStartsTheCountAnew() throws Exception {
        for (int round = 0; round < 12; round++) {
            trouble.set(round % 3 == 2 ? null : "a commit takes long");
            watchdog.look(duties);
        }
        assertEquals(List.of(), ended);
    }
}
