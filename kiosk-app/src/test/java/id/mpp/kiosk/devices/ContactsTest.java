package id.mpp.kiosk.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.button.Contact;
import id.mpp.hal.button.ContactChange;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.Event;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.NodeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsTest {
    private static final NodeId NODE = new NodeId("hub-1");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final List<Event> committed = new ArrayList<>();
    private JournalledHall hall;
    private Contacts contacts;

    @BeforeEach
    void start() throws Exception {
        hall = new JournalledHall(folder.resolve("journal.db"));
        hall.desk.onCommit("test", (events, at) -> committed.addAll(events));
        hall.started();
        contacts = new Contacts(hall.desk, NODE, nanos::get);
    }

    @AfterEach
    void stop() throws Exception {
        hall.close();
    }

    @Test
    void helpIsWantedForTwoMinutesFromTheLastPress() {
        assertFalse(contacts.assistWanted());
        press();
        nanos.addAndGet(Contacts.ASSIST_LASTS.toNanos() - 1);
        assertTrue(contacts.assistWanted());
        press();
        nanos.addAndGet(Contacts.ASSIST_LASTS.toNanos());
        assertFalse(contacts.assistWanted());
    }

    @Test
    void openingsCountAndClosingsDoNot() {
        door(true, true);
        door(false, false);
        door(true, false);
        assertEquals(
                "{call-assist=0.0, paper-door=0.0, service-door=2.0}",
                contacts.counts().toString());
    }

    @Test
    void theServiceDoorIsInTheJournalAlsoWhileNoDayIsOpen() throws Exception {
        door(true, true);
        door(false, false);
        door(true, false);
        assertEquals(
                List.of(
                        new KioskEvent.DoorOpened(NODE, true),
                        new KioskEvent.DoorClosed(NODE),
                        new KioskEvent.DoorOpened(NODE, false)),
                journalled());
        assertEquals(3, hall.journal.lastSeq());
        assertEquals(0, contacts.unjournalled());
    }

    @Test
    void manyPressesAreOneCallForHelpAndThePaperDoorIsNone() throws Exception {
        for (int i = 0; i < 20; i++) {
            press();
        }
        contacts.changed(new ContactChange(Contact.PAPER_DOOR, true, false));
        nanos.addAndGet(Contacts.ASSIST_LASTS.toNanos());
        press();
        assertEquals(List.of(new KioskEvent.HelpRequested(NODE), new KioskEvent.HelpRequested(NODE)), journalled());
    }

    @Test
    void aLooseContactDoesNotFillTheJournal() throws Exception {
        for (int i = 0; i < 500; i++) {
            door(i % 2 == 0, false);
        }
        assertEquals(Contacts.DOOR_REPORTS_AN_HOUR, journalled().size());
        assertEquals(500 - Contacts.DOOR_REPORTS_AN_HOUR, contacts.unjournalled());
        nanos.addAndGet(3_600_000_000_000L);
        door(true, false);
        assertEquals(Contacts.DOOR_REPORTS_AN_HOUR + 1, journalled().size());
    }

    private void press() {
        contacts.changed(new ContactChange(Contact.CALL_ASSIST, true, false));
        contacts.changed(new ContactChange(Contact.CALL_ASSIST, false, false));
    }

    private void door(boolean open, boolean found) {
        contacts.changed(new ContactChange(Contact.SERVICE_DOOR, open, found));
    }

    private List<Event> journalled() throws Exception {
        hall.awaitListeners();
        return List.copyOf(committed);
    }
}
