package id.mpp.server.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.fleet.HeardStore.Heard;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeStatesTest {
    private static final String BRANCH = "mall";
    private static final String NODE = "hub-1";
    private static final Instant BEGIN = Instant.parse("2026-11-30T01:00:00Z");

    private Instant wall = BEGIN;
    private long nanos = 1;
    private final NodeStates states = new NodeStates(() -> wall, () -> nanos);

    @Test
    void theRhythmOfTheProductIsTwentySecondsAndSeventyOfSilence() {
        assertEquals(Duration.ofSeconds(20), Heartbeat.EVERY);
        assertEquals(Duration.ofSeconds(70), Heartbeat.silence(20));
        assertEquals(Duration.ofSeconds(70), Heartbeat.silence(1_000_000), "nobody may promise to be silent for ever");
        assertEquals(Duration.ofMillis(3_500), Heartbeat.silence(1));
        assertTrue(Heartbeat.EVERY.plus(Heartbeat.silence(20)).compareTo(Duration.ofSeconds(100)) < 0);
    }

    @Test
    void aNodeIsOnlineWhileItsBeatsAreHeardAndAtTheLatestAHundredSecondsAfterTheLastOneItIsNot() {
        say(state("b1"), false);
        assertFalse(online(), "what the broker keeps is no sign of life, also when it comes at once");
        say(state("b1").withBeat(1), false);
        assertTrue(online());
        letPass(69);
        assertTrue(online());
        letPass(1);
        assertFalse(online());
        assertEquals(Optional.of(BEGIN), states.lastHeard(BRANCH, NODE));
    }

    @Test
    void whatTheBrokerKeptMakesNobodyOnline() {
        say(state("b1"), true);
        assertFalse(online());
        say(state("b1").withBeat(7), true);
        assertFalse(online(), "a beat with the retain flag is forged or old");
        assertEquals(Optional.empty(), states.lastHeard(BRANCH, NODE));
    }

    @Test
    void afterARestartANodeIsNotOnlineAndItsLastSignOfLifeIsKnown() {
        say(state("b1").withBeat(1), false);
        List<Heard> kept = states.unsaved();
        states.markSaved(kept);
        assertEquals(List.of(), states.unsaved());
        NodeStates after = new NodeStates(() -> wall, () -> nanos);
        after.remember(kept);
        after.takePresence(BRANCH, NODE, state("b1"), true);
        assertFalse(after.all().getFirst().online());
        assertEquals(BEGIN, after.all().getFirst().lastSeen());
        assertEquals(List.of(), after.unsaved(), "nothing new was heard");
    }

    @Test
    void eventsProveNothingOfANodeThatHasBeats() {
        say(state("b1").withBeat(1), false);
        letPass(60);
        states.noteEvents(BRANCH, NODE);
        letPass(30);
        assertFalse(online(), "they may have waited at the broker");
        assertEquals(Optional.of(BEGIN), states.lastHeard(BRANCH, NODE));
    }

    @Test
    void aNodeOfAnOlderVersionIsOnlineFromItsFirstSignUntilItsWill() {
        NodeState older = new NodeState(true, "b1", "installation-1", "0.1", 0, List.of());
        say(older, true);
        assertFalse(online());
        states.noteEvents(BRANCH, NODE);
        assertTrue(online());
        letPass(3_600);
        assertTrue(online(), "it has no beats and is not held to any");
        say(new NodeState(false, "b1", "installation-1", "0.1", 0, List.of()), false);
        assertFalse(online());
        say(older, false);
        assertTrue(online());
    }

    @Test
    void aWillEndsItAtOnceAndOneOfAnEarlierBootDoesNot() {
        say(state("b2").withBeat(1), false);
        say(gone("b1"), false);
        assertTrue(online());
        say(gone("b2"), true);
        assertFalse(online());
        say(state("b2").withBeat(2), false);
        assertTrue(online(), "it is heard again");
    }

    @Test
    void aForgedStateThatTheBrokerKeepsChangesNothingOfANodeThatIsHeard() {
        say(state("b1").withBeat(1), false);
        say(new NodeState(true, "forged", "installation-9", "9", 99, List.of()), true);
        assertEquals("b1", states.all().getFirst().state().boot());
    }

    @Test
    void aPageHearsOfWhoComesAndWhoFallsSilentAndOfNoOtherBeat() {
        assertTrue(say(state("b1").withBeat(1), false));
        assertFalse(say(state("b1").withBeat(2), false));
        assertFalse(states.noticeChanges());
        letPass(70);
        assertTrue(states.noticeChanges());
        assertFalse(states.noticeChanges());
    }

    @Test
    void aClockThatIsSetOrRunsFastDoesNotMatter() {
        say(state("b1").withBeat(1), false);
        wall = wall.plus(Duration.ofDays(400));
        assertTrue(online());
        wall = wall.minus(Duration.ofDays(4_000));
        assertTrue(online());
    }

    @Test
    void aFloodOfInventedNodesPushesOutThoseThatWereSilentLongest() {
        say(state("b1").withBeat(1), false);
        for (int i = 0; i < NodeStates.NODES_AT_MOST; i++) {
            states.takePresence("flood", "node-" + i, state("f"), false);
        }
        assertEquals(NodeStates.NODES_AT_MOST, states.all().size());
        say(state("b1").withBeat(2), false);
        assertTrue(online(), "who is heard is there");
    }

    private boolean say(NodeState state, boolean kept) {
        return states.takePresence(BRANCH, NODE, state, kept);
    }

    private boolean online() {
        return states.all().stream()
                .anyMatch(seen -> seen.node().equals(NODE) && seen.branch().equals(BRANCH) && seen.online());
    }

    private void letPass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        wall = wall.plusSeconds(seconds);
    }

    private static NodeState state(String boot) {
        return new NodeState(true, boot, "installation-1", "0.1", 0, List.of(), NodeState.HUB, 20, null);
    }

    private static NodeState gone(String boot) {
        return new NodeState(false, boot, "installation-1", "0.1", 0, List.of(), NodeState.HUB, 20, null);
    }
}
