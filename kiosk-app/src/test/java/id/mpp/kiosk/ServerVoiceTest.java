package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.sync.ServerWord.Fork;
import id.mpp.wire.Json;
import id.mpp.wire.Messages.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kiosk does at its server's word, and how far. */
class ServerVoiceTest {
    @TempDir
    private Path folder;

    private final List<String> ended = new ArrayList<>();
    private JournalledHall hall;

    @BeforeEach
    void openTheDay() throws Exception {
        hall = new JournalledHall(folder.resolve("journal.db")).started();
        assertEquals("200 done", hall.say(JournalledHall.openDay()));
        assertEquals("200 done", hall.say(JournalledHall.overrideHours()));
        assertEquals("200 A-001", hall.say(JournalledHall.issue("ticket-0001")));
    }

    @AfterEach
    void close() throws Exception {
        hall.close();
    }

    @Test
    void numbersGoOnAboveThoseThatTheServerKnowsOnceADayAlsoAfterARestart() throws Exception {
        ServerVoice voice = voice(true);
        voice.numbers(numbers(JournalledHall.MONDAY, 187));
        assertEquals("200 A-188", hall.say(JournalledHall.issue("ticket-0002")));
        voice.numbers(numbers(JournalledHall.MONDAY, 300));
        assertEquals("200 A-189", hall.say(JournalledHall.issue("ticket-0003")));
        voice(true).numbers(numbers(JournalledHall.MONDAY, 300));
        assertEquals("200 A-190", hall.say(JournalledHall.issue("ticket-0004")));
    }

    @Test
    void aForgedWordWastesAThousandNumbersAtMost() throws Exception {
        voice(true).numbers(numbers(JournalledHall.MONDAY, 9_999));
        assertEquals("200 A-1002", hall.say(JournalledHall.issue("ticket-0002")));
    }

    @Test
    void aWordOfAnotherDateOrBelowOursOrForAJournalWithoutAParentChangesNothing() throws Exception {
        voice(true).numbers(numbers(JournalledHall.MONDAY.minusDays(1), 187));
        voice(true).numbers(numbers(JournalledHall.MONDAY, 1));
        voice(true).numbers(new Numbers(JournalledHall.MONDAY, Map.of("ZZ", 90)));
        voice(false).numbers(numbers(JournalledHall.MONDAY, 187));
        assertEquals("200 A-002", hall.say(JournalledHall.issue("ticket-0002")));
    }

    @Test
    void aForkIsPutDownAndEndsTheProgramOnceForAJournal() throws Exception {
        Fork fork = new Fork(hall.journal.installation(), 17, "0".repeat(64), "main");
        voice(false).forked(fork);
        JsonNode evidence = Json.mapper().readTree(Files.readAllBytes(folder.resolve("forked")));
        assertEquals(hall.journal.installation(), evidence.path("installation").asText());
        assertEquals(17, evidence.path("seq").asLong());
        assertEquals("0".repeat(64), evidence.path("chain").asText());
        assertEquals("main", evidence.path("server").asText());
        assertEquals(1, ended.size());
        assertFalse(ended.getFirst().contains("\n"), "one line");
        voice(false).forked(fork);
        assertEquals(1, ended.size(), "a start that could not begin another journal does not end again and again");
        voice(false).forked(new Fork("installation-0002", 17, "0".repeat(64), "main"));
        assertEquals(2, ended.size());
        assertTrue(Files.readString(folder.resolve("forked")).contains("installation-0002"));
    }

    private static Numbers numbers(LocalDate day, int highest) {
        return new Numbers(day, Map.of("A", highest));
    }

    private ServerVoice voice(boolean child) {
        return new ServerVoice(
                hall.desk, hall.hall, hall.journal.installation(), child, folder, InstantSource.system(), ended::add);
    }
}
