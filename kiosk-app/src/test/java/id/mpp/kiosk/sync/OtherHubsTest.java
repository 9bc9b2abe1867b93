package id.mpp.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.NodeState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherHubsTest {
    private final OtherHubs others = new OtherHubs("our-boot", Heartbeat.EVERY);
    private long beats;

    @Test
    void aHubThatIsHeardAgainRunsAndHasGoneAfterAHundredSeconds() {
        heard("hub-2", "b2", 0);
        assertEquals(List.of(), others.names(0), "one message may be old");
        heard("hub-2", "b2", 20);
        assertEquals(List.of("hub-2"), others.names(seconds(20)));
        assertEquals(List.of("hub-2"), others.names(seconds(119)));
        assertEquals(List.of(), others.names(seconds(120)));
    }

    @Test
    void whatTheBrokerHadKeptOfOurOwnEarlierBootComesAtOnceAndIsNoOtherHub() {
        heard("hub-1", "our-boot-before", 0);
        heard("hub-1", "our-boot-before", 1);
        heard("hub-1", "our-boot", 2);
        heard("hub-1", "our-boot", 22);
        assertEquals(List.of(), others.names(seconds(22)));
    }

    @Test
    void anotherMachineUnderOurOwnNameIsAnotherHub() {
        heard("hub-1", "another-boot", 0);
        heard("hub-1", "another-boot", 40);
        assertEquals(List.of("hub-1"), others.names(seconds(40)));
    }

    @Test
    void aNodeThatIsNoHubAndAKeptStateCountForNothing() {
        for (int i = 0; i < 3; i++) {
            others.heard(
                    "kiosk-2",
                    new NodeState(true, "b3", "i3", "1", 0, List.of(), "satellite", 20, ++beats),
                    seconds(20L * i));
            others.heard(
                    "hub-3", new NodeState(true, "b4", "i4", "1", 0, List.of(), "hub", 20, null), seconds(20L * i));
        }
        assertEquals(List.of(), others.names(seconds(40)));
    }

    @Test
    void whatIsTakenInIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            heard("hub-" + i, "b" + i, i % 2 * 20L);
            heard("hub-" + i, "b" + i, 20);
        }
        assertTrue(others.names(seconds(20)).size() <= 8);
    }

    private void heard(String node, String boot, long at) {
        others.heard(node, new NodeState(true, boot, "i", "1", 0, List.of(), NodeState.HUB, 20, ++beats), seconds(at));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
