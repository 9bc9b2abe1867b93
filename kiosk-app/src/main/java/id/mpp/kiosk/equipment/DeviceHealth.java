package id.mpp.kiosk.equipment;

import id.mpp.queue.Text;
import java.util.List;

/**
 * How a device of this kiosk is: the one form that pages, figures and the central server are told in.
 *
 * @param id its name, such as {@code display-loket-01}
 * @param kind such as {@code ticket-printer}
 * @param working whether it does what it is for
 * @param power a word of the hardware layer, such as {@code online}
 * @param state a word of the hardware layer, such as {@code idle}
 * @param conditions words such as {@code rec-near-empty}, most urgent first
 * @param sentence what a person should know or do
 */
public record DeviceHealth(
        String id, String kind, boolean working, String power, String state, List<String> conditions, Text sentence) {
    public DeviceHealth {
        conditions = List.copyOf(conditions);
    }

    /** Whether somebody should look after it. */
    public boolean wantsAttention() {
        return !working || !conditions.isEmpty();
    }
}
