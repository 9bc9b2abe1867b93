package id.mpp.hal.button;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import id.mpp.hal.gpio.PinAddress;
import id.mpp.hal.gpio.virtual.VirtualPins;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ButtonPanelTest {

    private static final int ASSIST = 17;
    private static final int PAPER = 22;
    private static final int SERVICE = 27;

    private final VirtualPins pins = new VirtualPins();
    private final List<ContactChange> changes = new CopyOnWriteArrayList<>();
    private final ButtonPanel panel = new ButtonPanel(
            "buttons",
            Map.of(
                    Contact.CALL_ASSIST, PinAddress.parse("gpio:pin=17,active=low"),
                    Contact.PAPER_DOOR, PinAddress.parse("gpio:pin=22"),
                    Contact.SERVICE_DOOR, PinAddress.parse("gpio:pin=27")),
            pins,
            Duration.ofMillis(200),
            QuickDevices.timing());

    @AfterEach
    void close() {
        panel.close();
    }

    private void start() {
        panel.onChange(_ -> {
            throw new IllegalStateException("a listener that fails on purpose");
        });
        panel.onChange(changes::add);
        panel.start();
        await().until(() -> panel.status().power() == Power.ONLINE);
    }

    @Test
    void aPressWithBouncesIsToldOnceAndSoIsTheRelease() {
        start();
        for (int i = 0; i < 5; i++) {
            pins.drive(ASSIST, i % 2 != 0);
        }
        await().until(() -> changes.size() == 1);
        for (int i = 0; i < 5; i++) {
            pins.drive(ASSIST, i % 2 == 0);
        }
        await().until(() -> changes.size() == 2);
        assertEquals(
                List.of(
                        new ContactChange(Contact.CALL_ASSIST, true, false),
                        new ContactChange(Contact.CALL_ASSIST, false, false)),
                changes);
    }

    @Test
    void anOpenServiceDoorIsATamperEventAndTheMostUrgentThingToTell() {
        start();
        pins.drive(PAPER, true);
        pins.drive(SERVICE, true);

        await().until(() -> panel.status().conditions().equals(List.of("service-door-open", "paper-door-open")));
        assertEquals("buttons.service-door-open", panel.status().sentenceKey());
        assertTrue(changes.contains(new ContactChange(Contact.SERVICE_DOOR, true, false)));
        assertEquals(
                List.of(Contact.SERVICE_DOOR),
                java.util.Arrays.stream(Contact.values())
                        .filter(Contact::isTamper)
                        .toList());

        pins.drive(SERVICE, false);
        pins.drive(PAPER, false);
        await().until(() -> panel.status().sentenceKey().equals("buttons.ok"));
    }

    @Test
    void aDoorThatWasOpenedWhileNobodyWatchedIsFound() {
        pins.drive(SERVICE, true);
        start();
        await().until(() -> changes.equals(List.of(new ContactChange(Contact.SERVICE_DOOR, true, true))));
    }

    @Test
    void aButtonThatStaysPressedIsReportedAsStuck() {
        start();
        pins.drive(ASSIST, false);
        await().until(() -> panel.status().sentenceKey().equals("buttons.stuck"));
        pins.drive(ASSIST, true);
        await().until(() -> panel.status().sentenceKey().equals("buttons.ok"));
        assertEquals(2, changes.size());
    }

    @Test
    void afterALossTheSameStateIsNotToldAgain() {
        start();
        pins.drive(PAPER, true);
        await().until(() -> changes.size() == 1);
        pins.setBroken(PAPER, true);
        await().until(() -> panel.status().power() == Power.OFF);
        pins.setBroken(PAPER, false);
        await().until(() -> panel.status().power() == Power.ONLINE);
        pins.drive(PAPER, false);
        await().until(() -> changes.size() == 2);
        assertEquals(new ContactChange(Contact.PAPER_DOOR, false, false), changes.getLast());
    }
}
