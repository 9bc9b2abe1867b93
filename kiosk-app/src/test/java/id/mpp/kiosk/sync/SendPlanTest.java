package id.mpp.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.ServerState;
import id.mpp.wire.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendPlanTest {
    private static final String OURS = "installation-1";
    private static final ServerState ONLINE = new ServerState(true, "e1");
    private static final RelayOptions OPTIONS = new RelayOptions(
            new RelayOptions.Relaying("b", "n", "boot-0001", "1"),
            new RelayOptions.Amounts(4, 1000),
            new RelayOptions.Pace(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(500),
                    Heartbeat.EVERY));

    private final SendPlan plan = new SendPlan(OPTIONS, 10);

    @Test
    void nothingGoesOutWithoutALine() {
        plan.server("s", ONLINE, true, 0);
        assertFalse(plan.maySend(100, 0));
    }

    @Test
    void itBeginsBehindTheLastAcknowledgementAndStopsAtTheWindow() {
        online();
        for (int i = 0; i < 4; i++) {
            assertTrue(plan.maySend(100, 0));
            assertEquals(11 + i, plan.next(0));
            plan.sent(11 + i, 0);
        }
        assertFalse(plan.maySend(100, 0), "four messages are underway");
        plan.acknowledge(ack(12), OURS, 100, true, true, 0);
        assertTrue(plan.maySend(100, 0));
        assertEquals(2, plan.underway());
        assertFalse(plan.maySend(14, 0), "there is nothing more to send");
    }

    @Test
    void anAcknowledgementThatGoesDownBringsTheRestAgain() {
        online();
        plan.sent(20, 0);
        assertEquals(SendPlan.Effect.FORWARD, plan.acknowledge(ack(20), OURS, 100, true, true, 0));
        assertEquals(SendPlan.Effect.DOUBTED, plan.acknowledge(ack(5), OURS, 100, true, true, 0));
        assertEquals(20, plan.acknowledged());
        assertEquals(6, plan.next(0), "the message behind it asks the server");
        plan.sent(8, 0);
        assertEquals(21, plan.next(0), "and all else goes on");
        assertEquals(SendPlan.Effect.BACK, plan.acknowledge(ack(8), OURS, 100, true, true, 0));
        assertEquals(9, plan.next(0));
        assertEquals(8, plan.acknowledged());
    }

    @Test
    void oneForgedOrOldAcknowledgementCostsOneMessageAndNoMore() {
        online();
        plan.sent(20, 0);
        plan.acknowledge(ack(20), OURS, 100, true, true, 0);
        assertEquals(SendPlan.Effect.DOUBTED, plan.acknowledge(ack(0), OURS, 100, true, false, 0));
        assertEquals(
                SendPlan.Effect.DOUBTED, plan.acknowledge(ack(0), OURS, 100, true, true, 0), "nobody was asked yet");
        assertTrue(plan.maySend(20, 0));
        assertEquals(1, plan.next(0));
        plan.sent(5, 0);
        assertFalse(plan.maySend(20, 0), "asked once");
        assertEquals(SendPlan.Effect.NONE, plan.acknowledge(ack(20), OURS, 100, true, true, 0));
        assertEquals(20, plan.acknowledged());
        assertEquals(0, plan.underway());
        assertFalse(plan.maySend(20, 0));
        assertTrue(plan.maySend(21, 0));
        assertEquals(21, plan.next(0));
    }

    @Test
    void aQuestionThatNobodyAnswersIsAskedAgain() {
        online();
        plan.sent(20, 0);
        plan.acknowledge(ack(20), OURS, 100, true, true, 0);
        plan.acknowledge(ack(5), OURS, 100, true, true, 0);
        plan.sent(8, 0);
        assertTrue(plan.startOverIfStalled(seconds(15)));
        assertEquals(6, plan.next(0));
    }

    @Test
    void aNewLineForgetsTheDoubt() {
        online();
        plan.sent(20, 0);
        plan.acknowledge(ack(20), OURS, 100, true, true, 0);
        plan.acknowledge(ack(5), OURS, 100, true, true, 0);
        plan.disconnected();
        online();
        assertEquals(21, plan.next(0));
    }

    @Test
    void anotherEpochBringsTheRestAgain() {
        online();
        plan.acknowledge(ack(10), OURS, 100, true, true, 0);
        plan.sent(30, 0);
        plan.acknowledge(new Ack(OURS, 10, "s", "e2", null, null), OURS, 100, true, true, 0);
        assertEquals(11, plan.next(0));
        assertEquals(0, plan.underway());
    }

    @Test
    void anAcknowledgementForAnotherJournalChangesNothing() {
        online();
        plan.sent(20, 0);
        assertEquals(
                SendPlan.Effect.FOREIGN,
                plan.acknowledge(new Ack("installation-2", 15, "s", "e1", null, null), OURS, 100, true, true, 0));
        assertEquals(SendPlan.Effect.FOREIGN, plan.acknowledge(ack(-1), OURS, 100, true, true, 0));
        assertEquals(10, plan.acknowledged());
        assertEquals(21, plan.next(0));
    }

    @Test
    void aServerThatKnowsMoreThanTheJournalStopsTheRelayUntilItKnowsLess() {
        online();
        assertEquals(SendPlan.Effect.IMPOSSIBLE, plan.acknowledge(ack(101), OURS, 100, true, true, 0));
        assertFalse(plan.maySend(100, 0));
        assertEquals(10, plan.acknowledged());
        plan.acknowledge(ack(50), OURS, 100, true, true, 0);
        assertTrue(plan.maySend(100, 0));
        assertEquals(51, plan.next(0));
    }

    @Test
    void silenceBringsTheRestAgainLaterEachTime() {
        online();
        plan.sent(20, 0);
        assertFalse(plan.startOverIfStalled(seconds(14)));
        assertTrue(plan.startOverIfStalled(seconds(15)));
        assertEquals(11, plan.next(0));
        plan.sent(20, seconds(15));
        assertFalse(plan.startOverIfStalled(seconds(44)));
        assertTrue(plan.startOverIfStalled(seconds(45)), "thirty seconds the second time");
        plan.sent(20, seconds(45));
        assertTrue(plan.startOverIfStalled(seconds(85)), "forty is the most");
        plan.sent(20, seconds(85));
        plan.acknowledge(ack(20), OURS, 100, true, true, seconds(86));
        plan.sent(30, seconds(86));
        assertTrue(plan.startOverIfStalled(seconds(101)), "fifteen again after progress");
        assertEquals(4, plan.stalls());
    }

    @Test
    void nothingGoesOutWhileAllServersAreAway() {
        online();
        plan.server("t", ONLINE, true, 0);
        plan.server("s", new ServerState(false, "e1"), true, 0);
        assertTrue(plan.maySend(100, 0), "one is left");
        plan.server("t", new ServerState(false, "e1"), true, 0);
        assertFalse(plan.maySend(100, seconds(3600)));
    }

    @Test
    void aServerThatComesGetsEverythingItHasNotAcknowledged() {
        online();
        plan.sent(20, 0);
        plan.server("s", ONLINE, true, 0);
        assertEquals(11, plan.next(0));
    }

    @Test
    void whereNoServerWasEverHeardOfOneMessageIsTriedEveryThirtySeconds() {
        plan.connected(0);
        assertFalse(plan.maySend(100, seconds(29)));
        assertEquals(seconds(10), plan.idleNanos(100, seconds(20), seconds(60)));
        assertTrue(plan.maySend(100, seconds(30)));
        plan.sent(12, seconds(30));
        assertFalse(plan.maySend(100, seconds(59)));
        assertTrue(plan.maySend(100, seconds(60)));
        assertEquals(11, plan.next(0), "always the same one");
        plan.acknowledge(ack(10), OURS, 100, true, false, seconds(60));
        assertFalse(plan.serverOnline(0), "an old acknowledgement proves nothing");
        plan.acknowledge(ack(12), OURS, 100, true, true, seconds(61));
        assertTrue(plan.maySend(100, seconds(61)), "somebody answered");
        assertEquals(13, plan.next(0));
    }

    @Test
    void aNewLineForgetsWhichServersWereThere() {
        online();
        plan.sent(20, 0);
        plan.disconnected();
        assertFalse(plan.maySend(100, 0));
        plan.connected(seconds(1));
        assertFalse(plan.maySend(100, seconds(1)));
        plan.server("s", ONLINE, false, seconds(1));
        assertTrue(plan.maySend(100, seconds(1)));
        assertEquals(11, plan.next(0));
    }

    @Test
    void aServerHeardOfBeforeTheLineWasDeclaredReadyIsNotForgotten() {
        online();
        plan.disconnected();
        plan.server("s", ONLINE, false, seconds(1));
        plan.connected(seconds(1));
        assertTrue(plan.serverOnline(0) && plan.maySend(100, seconds(1)));
    }

    @Test
    void aServerThatPromisesBeatsIsOnlineAsLongAsTheyAreHeard() {
        plan.connected(0);
        plan.server("s", beating(null), false, 0);
        assertTrue(plan.maySend(100, seconds(69)), "what the broker kept is believed for a while");
        assertFalse(plan.maySend(100, seconds(70)), "and not for ever");
        assertFalse(plan.maySend(100, seconds(3_600)), "nobody probes a server that is known and silent");
        assertTrue(plan.serverless(seconds(70)));
        plan.server("s", beating(1L), true, seconds(71));
        assertFalse(plan.serverless(seconds(71)));
        assertTrue(plan.maySend(100, seconds(140)));
        assertFalse(plan.maySend(100, seconds(141)));
    }

    @Test
    void aBeatSendsNothingAgainButTheFirstOneAfterASilenceDoes() {
        plan.connected(0);
        plan.server("s", beating(1L), true, 0);
        plan.sent(20, 0);
        plan.server("s", beating(2L), true, seconds(20));
        assertEquals(21, plan.next(seconds(20)));
        plan.server("s", beating(9L), true, seconds(100));
        assertEquals(11, plan.next(seconds(100)));
    }

    @Test
    void aBeatThatTheBrokerKeptIsForgedAndProvesNothing() {
        plan.connected(0);
        plan.server("s", beating(null), false, 0);
        plan.server("s", beating(5L), false, seconds(60));
        assertFalse(plan.maySend(100, seconds(70)));
    }

    @Test
    void anAnswerIsAsGoodAsABeat() {
        plan.connected(0);
        plan.server(Topics.serverState("s"), beating(null), false, 0);
        plan.acknowledge(ack(10), OURS, 100, true, true, seconds(60));
        assertTrue(plan.maySend(100, seconds(129)));
        assertFalse(plan.maySend(100, seconds(130)));
    }

    @Test
    void aServerOfAnOlderVersionIsHeldToNoBeat() {
        online();
        assertTrue(plan.maySend(100, seconds(100_000)));
        assertFalse(plan.serverless(seconds(100_000)));
    }

    @Test
    void whereNoServerIsHeardThatIsToldAfterAWhile() {
        plan.connected(0);
        assertFalse(plan.serverless(seconds(69)));
        assertTrue(plan.serverless(seconds(70)));
        plan.server("s", new ServerState(false, "e1"), true, seconds(80));
        assertFalse(plan.serverless(seconds(149)), "it said goodbye only now");
        assertTrue(plan.serverless(seconds(150)));
        plan.disconnected();
        assertFalse(plan.serverless(seconds(500)), "without a line something else is told");
    }

    private static ServerState beating(@Nullable Long beat) {
        return new ServerState(true, "e1", 20, beat);
    }

    private void online() {
        plan.connected(0);
        plan.server("s", ONLINE, false, 0);
    }

    private static Ack ack(long through) {
        return new Ack(OURS, through, "s", "e1", null, null);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
