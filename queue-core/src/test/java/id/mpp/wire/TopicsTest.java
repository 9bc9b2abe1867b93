package id.mpp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.wire.NodeTopic.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {
    /** Text in quotes that holds a part of a topic. */
    private static final Pattern SPELLED =
            Pattern.compile("\"[^\"\\n]*(mpp/v1|/node/|/question/|/command/|\\+/state|/event\"|/ack\")[^\\n]*");

    @Test
    void whatIsSpelledIsReadAgain() {
        assertEquals(node(Kind.EVENT, ""), Topics.read(Topics.events("hall", "hub-1")));
        assertEquals(node(Kind.ACK, ""), Topics.read(Topics.ack("hall", "hub-1")));
        assertEquals(node(Kind.STATE, ""), Topics.read(Topics.nodeState("hall", "hub-1")));
        assertEquals(node(Kind.COMMAND, "c1"), Topics.read(Topics.command("hall", "hub-1", "c1")));
        assertEquals(node(Kind.REPLY, "c1"), Topics.read(Topics.reply("hall", "hub-1", "c1")));
        assertEquals(node(Kind.QUESTION, "q1"), Topics.read(Topics.question("hall", "hub-1", "q1")));
        assertEquals(node(Kind.ANSWER, "q1"), Topics.read(Topics.answer("hall", "hub-1", "q1")));
    }

    private static Optional<NodeTopic> node(Kind kind, String id) {
        return Optional.of(new NodeTopic("hall", "hub-1", kind, id));
    }

    @Test
    void whatTheContractDoesNotKnowIsOfNoKind() {
        assertEquals(node(Kind.OTHER, ""), Topics.read("mpp/v1/hall/node/hub-1/state/event"));
        assertEquals(node(Kind.OTHER, ""), Topics.read("mpp/v1/hall/node/hub-1/command"));
        assertEquals(node(Kind.OTHER, ""), Topics.read("mpp/v1/hall/node/hub-1/command/a/b"));
        for (String topic : List.of(
                "",
                "mpp/v1/",
                "mpp/v2/hall/node/hub-1/event",
                "mpp/v1/hall/node/hub-1",
                "mpp/v1/hall/node/hub-1/",
                Topics.serverState("main"),
                Topics.counterServing("hall", "loket-01"))) {
            assertEquals(Optional.empty(), Topics.read(topic), topic);
        }
    }

    @Test
    void aStateIsOfItsOwnHallAlone() {
        assertTrue(state("hall", "hub-1").isStateIn("hall"));
        assertFalse(state("hall", "hub-1").isStateIn("hal"));
        assertFalse(state("hall", "").isStateIn("hall"));
    }

    private static NodeTopic state(String branch, String node) {
        return Topics.read(Topics.nodeState(branch, node)).orElseThrow();
    }

    @Test
    void noOtherClassSpellsATopic() throws IOException {
        List<String> spelled = new ArrayList<>();
        for (String module : List.of("queue-core", "kiosk-hal", "kiosk-app", "server-bridge")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("id/mpp/wire/Topics.java"))
                        .toList()) {
                    SPELLED.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> spelled.add(file + ": " + found.group()));
                }
            }
        }
        assertEquals(List.of(), spelled);
    }
}
