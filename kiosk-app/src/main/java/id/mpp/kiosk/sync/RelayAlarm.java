package id.mpp.kiosk.sync;

import id.mpp.bus.LineTrouble;
import java.util.Collection;
import java.util.List;

/**
 * What keeps the hall from its server, or endangers it.
 *
 * @param code such as {@code login-refused}; the message files of the kiosk have {@code relay.} and it
 * @param values what the places of that message are filled with
 * @param sentence the same in English, with what to do, for logs and health pages
 */
public record RelayAlarm(String code, List<String> values, String sentence) {
    public RelayAlarm {
        values = List.copyOf(values);
    }

    /** These hubs of the hall run beside this one. */
    public static RelayAlarm twoHubs(Collection<String> names) {
        String told = String.join(", ", names);
        return new RelayAlarm(
                "two-hubs",
                List.of(told),
                "another hub of this hall is running: " + told
                        + "; each number is issued twice; switch one of the two off");
    }

    /** What is wrong with the line to the broker. */
    public static RelayAlarm of(LineTrouble trouble) {
        String detail = trouble.detail().isEmpty() ? "" : " (" + trouble.detail() + ")";
        return new RelayAlarm(trouble.kind().code(), List.of(trouble.url(), detail), trouble.sentence());
    }
}
