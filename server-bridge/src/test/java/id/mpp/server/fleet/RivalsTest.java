package id.mpp.server.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.alarm.Trouble;
import id.mpp.wire.Messages.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RivalsTest {
    private static final String BRANCH = "mall";
    private static final String TWO = "raised two-hubs ";
    private static final String TAKEN = "raised client-id-taken hub-1";

    private final List<String> said = new ArrayList<>();
    private long nanos = 1;
    private long beats;
    private final Rivals rivals = new Rivals(new Told(), () -> nanos);

    @Test
    void twoHubsOfOneHallAreOneAlarmThatClosesWhenOnlyOneHasBeenHeardForSomeMinutes() {
        for (int i = 0; i < 5; i++) {
            beat("hub-1", "b1", "i1");
            beat("hub-2", "b2", "i2");
        }
        assertEquals(List.of(TWO), said);
        beatAlone(200);
        assertFalse(said.contains("cleared two-hubs "), "one that was silent a moment ago may come back");
        beatAlone(300);
        assertTrue(said.contains("cleared two-hubs "), said::toString);
        assertEquals(1, said.stream().filter(TWO::equals).count());
    }

    @Test
    void twoMachinesUnderOneNameAreTwoHubsToo() {
        beat("hub-1", "b1", "i1");
        beat("hub-1", "b2", "i2");
        beat("hub-1", "b1", "i1");
        assertEquals(List.of(TWO, TAKEN), said);
    }

    @Test
    void aCopiedCardIsTwoMachinesUnderOneName() {
        beat("hub-1", "b1", "i1");
        beat("hub-1", "b2", "i1");
        beat("hub-1", "b1", "i1");
        assertEquals(List.of(TAKEN), said);
    }

    @Test
    void aRestartANewJournalAndAnotherMachineThatTakesItsPlaceAreNoAlarm() {
        beat("hub-1", "b1", "i1");
        beat("hub-1", "b1", "i2");
        beat("hub-1", "b1", "i2");
        beat("hub-1", "b2", "i2");
        beat("hub-1", "b2", "i3");
        beat("hub-2", "b3", "i4");
        beat("hub-2", "b3", "i4");
        assertEquals(List.of(), said);
    }

    @Test
    void whoComesBackAfterALongSilenceIsAnotherLife() {
        beat("hub-1", "b1", "i1");
        beat("hub-2", "b2", "i2");
        letPass(Rivals.GONE_AFTER.toSeconds());
        beat("hub-1", "b1", "i1");
        assertEquals(List.of(), said);
        beat("hub-2", "b2", "i2");
        assertEquals(List.of(), said, "first heard after the other");
        beat("hub-1", "b1", "i1");
        assertEquals(List.of(TWO), said);
    }

    @Test
    void aNodeThatIsNoHubIsNoSecondOne() {
        for (int i = 0; i < 3; i++) {
            beat("hub-1", "b1", "i1");
            rivals.noteBeat(
                    BRANCH, "kiosk-2", new NodeState(true, "b2", "i2", "0.1", 0, List.of(), "satellite", 20, ++beats));
            judgeHalls();
        }
        assertEquals(List.of(), said);
    }

    @Test
    void whatProvesNoLifeIsPassedOver() {
        beat("hub-1", "b1", "i1");
        rivals.noteBeat(BRANCH, "hub-2", new NodeState(true, "b2", "i2", "0.1", 0, List.of(), "hub", 20, null));
        beat("hub-1", "b1", "i1");
        rivals.noteBeat(BRANCH, "hub-2", new NodeState(false, "b2", "i2", "0.1", 0, List.of(), "hub", 20, null));
        beat("hub-1", "b1", "i1");
        assertEquals(List.of(), said);
    }

    @Test
    void hubsOfTwoHallsDoNotMind() {
        for (int i = 0; i < 3; i++) {
            beat("hub-1", "b1", "i1");
            rivals.noteBeat("other", "hub-1", new NodeState(true, "b2", "i2", "0.1", 0, List.of(), "hub", 20, ++beats));
            judgeHalls();
        }
        assertEquals(List.of(), said);
    }

    @Test
    void anAlarmOfAnEarlierRunOfTheServerClosesAsWell() {
        beatAlone(Rivals.SETTLED_AFTER.toSeconds() + 40);
        assertEquals(List.of("cleared two-hubs ", "cleared client-id-taken hub-1"), said);
    }

    @Test
    void anAlarmThatAPersonClosedTooEarlyIsOpenAgain() {
        for (long i = 0; i <= Rivals.RAISED_AGAIN_AFTER.toSeconds() + 40; i += 20) {
            beat("hub-1", "b1", "i1");
            beat("hub-2", "b2", "i2");
        }
        assertEquals(2, said.stream().filter(TWO::equals).count());
    }

    private void beatAlone(long seconds) {
        for (long i = 0; i < seconds; i += 20) {
            beat("hub-1", "b1", "i1");
            letPass(10);
        }
    }

    private void beat(String node, String boot, String installation) {
        rivals.noteBeat(BRANCH, node, new NodeState(true, boot, installation, "0.1", 0, List.of(), "hub", 20, ++beats));
        judgeHalls();
    }

    private void judgeHalls() {
        rivals.judgeHalls();
        letPass(10);
    }

    private void letPass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private final class Told implements Alarms {
        @Override
        public void raise(Trouble trouble) {
            said.add("raised " + trouble.kind().word() + " " + trouble.subject());
        }

        @Override
        public void clear(AlarmKind kind, String branch, String subject) {
            said.add("cleared " + kind.word() + " " + subject);
        }

        @Override
        public boolean markSeen(long id, String actor) {
            return false;
        }

        @Override
        public boolean close(long id, String actor) {
            return false;
        }

        @Override
        public List<Alarm> list(Filter filter) {
            return List.of();
        }
    }
}
