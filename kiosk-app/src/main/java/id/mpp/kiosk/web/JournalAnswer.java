package id.mpp.kiosk.web;

import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.queue.Day;
import org.jspecify.annotations.Nullable;

/** That the journal goes on with another one, as the staff and the kiosk's page are told of it. */
public record JournalAnswer(String reason, String setAside, long unreadable, long leftBehind) {
    /** Null where there is nothing to tell on this day. */
    public static @Nullable JournalAnswer of(JournalNotice notice, Day day) {
        Begun begun = notice.now(day);
        return begun == null
                ? null
                : new JournalAnswer(begun.reason(), begun.setAside(), begun.unreadable(), begun.leftBehind());
    }
}
