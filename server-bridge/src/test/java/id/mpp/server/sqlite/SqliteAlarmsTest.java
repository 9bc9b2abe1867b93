package id.mpp.server.sqlite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.TestWorkers;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Alarms.Alarm;
import id.mpp.server.alarm.Alarms.AlarmState;
import id.mpp.server.alarm.Alarms.Filter;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.sqlite.alarm.AlarmTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAlarmsTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private SqliteAlarms alarms;

    @BeforeEach
    void open() {
        database = new SqliteDatabase(folder.resolve("server.db"));
        alarms = new SqliteAlarms(database, InstantSource.system(), TestWorkers.told());
    }

    @AfterEach
    void close() {
        alarms.close();
        database.close();
    }

    @Test
    void theSameTroubleAgainIsOneAlarm() {
        alarms.raise(door("hall", "hub-1"));
        await().atMost(SOON).until(() -> all().size() == 1);
        alarms.raise(door("hall", "hub-1"));
        await().atMost(SOON).until(() -> all().getFirst().raised().times() == 2);
        assertEquals(1, all().size());
    }

    @Test
    void anAlarmIsOpenThenSeenThenClosedAndTheSameTroubleOpensItAgain() {
        alarms.raise(door("hall", "hub-1"));
        await().atMost(SOON).until(() -> all().size() == 1);
        long id = all().getFirst().id();
        assertEquals(AlarmState.OPEN, all().getFirst().state());
        assertTrue(alarms.markSeen(id, "ani"));
        assertEquals("ani", all().getFirst().persons().seenBy());
        assertTrue(alarms.close(id, "budi"));
        assertEquals(AlarmState.CLOSED, all().getFirst().state());
        assertEquals("budi", all().getFirst().persons().closedBy());
        assertFalse(alarms.markSeen(id, "ani"), "a closed one is not seen");
        assertFalse(alarms.close(id + 1, "ani"), "an unknown one is not closed");
        alarms.raise(door("hall", "hub-1"));
        await().atMost(SOON).until(() -> all().getFirst().state() == AlarmState.OPEN);
    }

    @Test
    void anAlarmClosesItselfWhenItsCauseEnds() {
        alarms.raise(door("hall", "hub-1"));
        alarms.raise(door("hall", "hub-2"));
        await().atMost(SOON).until(() -> all().size() == 2);
        alarms.clear(AlarmKind.DOOR_OPENED, "hall", "hub-1");
        await().atMost(SOON).until(() -> live("hall").size() == 1);
        assertEquals("hub-2", live("hall").getFirst().source().node());
    }

    @Test
    void aFloodOfOneHallKeepsNoOtherAlarmOut() {
        database.write(handle -> {
            for (int i = 0; i < 12_000; i++) {
                AlarmTable.raise(handle, Trouble.of(AlarmKind.CHAIN_BROKEN, "flood", "event-" + i, "forged"), i);
            }
            return true;
        });
        alarms.raise(door("flood", "hub-1"));
        alarms.raise(door("other", "hub-1"));
        await().atMost(SOON).until(() -> live("other").size() == 1);
        List<Alarm> flood = live("flood");
        assertEquals(
                1,
                flood.stream().filter(each -> each.kind().equals("door-opened")).count());
        assertTrue(flood.size() < 60, "rows of the flood: " + flood.size());
        assertEquals(
                12_000,
                flood.stream()
                        .filter(each -> each.kind().equals("chain-broken"))
                        .mapToLong(alarm -> alarm.raised().times())
                        .sum());
        assertTrue(flood.stream().anyMatch(Alarm::further));
    }

    @Test
    void whatIsClosedMakesRoomForWhatIsNew() {
        database.write(handle -> {
            for (int i = 0; i < 200; i++) {
                AlarmTable.raise(handle, Trouble.of(AlarmKind.DOOR_OPENED, "hall", "door-" + i, "opened"), i);
                AlarmTable.clear(handle, AlarmKind.DOOR_OPENED, "hall", "door-" + i);
            }
            AlarmTable.raise(handle, Trouble.of(AlarmKind.DOOR_OPENED, "hall", "door-new", "opened"), 200);
            return true;
        });
        assertEquals("opened", live("hall").getFirst().detail());
        assertFalse(live("hall").getFirst().further());
        assertEquals(50, all().size());
    }

    @Test
    void anInventorOfHallsFillsOnePlaceAlone() {
        database.write(handle -> {
            AlarmTable.raise(handle, Trouble.of(AlarmKind.DOOR_OPENED, "real", "door", "opened"), 0);
            for (int i = 0; i < 3_000; i++) {
                AlarmTable.raise(handle, Trouble.of(AlarmKind.CHAIN_BROKEN, "invented-" + i, "event", "forged"), i);
            }
            AlarmTable.raise(handle, Trouble.of(AlarmKind.CHAIN_BROKEN, "real", "event", "broken"), 9_000);
            return true;
        });
        int rows = database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM alarm")
                        .mapTo(Integer.class)
                        .one());
        assertTrue(rows < 1_100, "rows: " + rows);
        assertEquals("broken", live("real").getFirst().detail());
    }

    private static Trouble door(String branch, String node) {
        return Trouble.ofNode(AlarmKind.DOOR_OPENED, branch, node, "the service door of " + node + " was opened");
    }

    private List<Alarm> all() {
        return alarms.list(new Filter(List.of(AlarmState.values()), null, 0, 1_000));
    }

    private List<Alarm> live(String branch) {
        return alarms.list(new Filter(List.of(AlarmState.OPEN, AlarmState.SEEN), branch, 0, 1_000)).stream()
                .filter(each -> each.source().branch().equals(branch))
                .toList();
    }
}
