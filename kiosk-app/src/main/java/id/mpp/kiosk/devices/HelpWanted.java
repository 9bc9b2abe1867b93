package id.mpp.kiosk.devices;

import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.HardwareTexts;
import java.util.ArrayList;
import java.util.List;

/** Adds to the health of the buttons that a visitor has asked for help. Any thread. */
public final class HelpWanted {
    private static final String ASSIST = "assist";

    private final Contacts contacts;
    private final HardwareTexts texts;

    public HelpWanted(Contacts contacts, HardwareTexts texts) {
        this.contacts = contacts;
        this.texts = texts;
    }

    /** The same, and as long as somebody waits for help that comes before any door. */
    public DeviceHealth addTo(DeviceHealth buttons) {
        if (!contacts.assistWanted()) {
            return buttons;
        }
        List<String> conditions = new ArrayList<>(List.of(ASSIST));
        conditions.addAll(buttons.conditions());
        return new DeviceHealth(
                buttons.id(),
                buttons.kind(),
                buttons.working(),
                buttons.power(),
                buttons.state(),
                conditions,
                texts.everywhere("buttons.assist"));
    }
}
