package id.mpp.kiosk.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.button.Contact;
import id.mpp.hal.button.ContactChange;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Contacts contacts = new Contacts(nanos::get);

    @Test
    void helpIsWantedForTwoMinutesFromTheLastPress() {
        assertFalse(contacts.assistWanted());
        contacts.changed(new ContactChange(Contact.CALL_ASSIST, true, false));
        contacts.changed(new ContactChange(Contact.CALL_ASSIST, false, false));
        nanos.addAndGet(Contacts.ASSIST_LASTS.toNanos() - 1);
        assertTrue(contacts.assistWanted());
        contacts.changed(new ContactChange(Contact.CALL_ASSIST, true, false));
        nanos.addAndGet(Contacts.ASSIST_LASTS.toNanos());
        assertFalse(contacts.assistWanted());
    }

    @Test
    void openingsCountAndClosingsDoNot() {
        contacts.changed(new ContactChange(Contact.SERVICE_DOOR, true, true));
        contacts.changed(new ContactChange(Contact.SERVICE_DOOR, false, false));
        contacts.changed(new ContactChange(Contact.SERVICE_DOOR, true, false));
        assertEquals(
                "{call-assist=0.0, paper-door=0.0, service-door=2.0}",
                contacts.counts().toString());
    }
}
