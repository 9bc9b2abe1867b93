package id.mpp.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.Command;
import id.mpp.queue.NodeId;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What third-party displays are told. */
class HallDisplaysTest {
    @TempDir
    Path folder;

    @Test
    void aDiscreetServiceIsInNoTopicAndNoPayload() throws Exception {
        try (JournalledHall hall = new JournalledHall(folder.resolve("journal.db"))) {
            DisplayFeed feed = new DisplayFeed("mpp-2172-01");
            HallDisplays displays = new HallDisplays(hall.hall, hall.desk::view, feed);
            displays.start();
            hall.desk.onCommit("test", (events, at) -> displays.committed(events));
            hall.started();
            hall.say(JournalledHall.openDay());
            NodeId node = new NodeId("hub-1");
            for (String service : List.of("pa-info", "kk")) {
                hall.say(Command.IssueTicket.of(
                        new TicketId("ticket-" + service),
                        new Command.Wish(new ServiceId(service), false, "id"),
                        node));
            }
            hall.awaitListeners();
            List<String> told = feed.take(Integer.MAX_VALUE).stream()
                    .map(message -> message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8))
                    .toList();
            assertFalse(told.stream().anyMatch(one -> one.contains("pa-info")), told.toString());
            assertEquals(
                    1,
                    told.stream()
                            .filter(one -> one.contains("service/kk/waiting") && one.contains("1"))
                            .count(),
                    told.toString());
        }
    }
}
