package id.mpp.kiosk.web.board;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.web.TestKiosk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hall's own texts and pictures: what is shown, and what is left out because it could do harm. */
class BoardFolderTest {
    @TempDir
    private Path folder;

    @Test
    void linesOfEachLanguageAreShownWithoutBlanksAndMarks() throws Exception {
        Files.writeString(folder.resolve("text.id.txt"), "\uFEFFLayanan gratis.\n\n  Tolak pungutan liar.  \n");
        Files.writeString(folder.resolve("text.en.txt"), "Services are free.\r\n");
        Files.writeString(folder.resolve("text.fr.txt"), "Gratuit");
        BoardFolder.Notices notices = read();
        assertEquals(
                List.of("Layanan gratis.", "Tolak pungutan liar."),
                notices.texts().get("id"));
        assertEquals(List.of("Services are free."), notices.texts().get("en"));
        assertEquals(2, notices.texts().size());
    }

    @Test
    void linesThatAreTooLongTooManyOrNoTextAreLeftOut() throws Exception {
        String lines = "x".repeat(BoardFolder.MAX_LINE + 1) + "\nbaik\nbu\u0007nyi\n" + "lagi\n".repeat(30);
        Files.writeString(folder.resolve("text.id.txt"), lines);
        Files.write(folder.resolve("text.en.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        BoardFolder.Notices notices = read();
        List<String> shown = notices.texts().getOrDefault("id", List.of());
        assertEquals(BoardFolder.MAX_LINES, shown.size());
        assertEquals(List.of("baik", "lagi"), shown.subList(0, 2));
        assertEquals(List.of(), notices.texts().get("en"));
    }

    @Test
    void picturesAreShownInTheOrderOfTheirNamesAndNamedAnewWhenTheyChange() throws Exception {
        picture("b.png", "png", 40, 20);
        picture("a.JPG", "jpg", 40, 20);
        List<Picture> before = read().pictures();
        assertEquals(
                List.of("image/jpeg", "image/png"),
                before.stream().map(Picture::type).toList());
        picture("b.png", "png", 80, 20);
        assertNotEquals(before.getLast().id(), read().pictures().getLast().id());
    }

    @Test
    void whatIsNoPictureOrTooLargeIsLeftOutAndTheRestIsShown() throws Exception {
        picture("good.png", "png", 40, 20);
        picture("wide.png", "png", Picture.MAX_SIDE + 1, 1);
        picture("disguised.jpg", "png", 40, 20);
        Files.writeString(folder.resolve("script.png"), "<svg onload='alert(1)'/>");
        Files.writeString(folder.resolve("page.html"), "<p>");
        Files.write(folder.resolve("heavy.png"), new byte[Picture.MAX_BYTES + 1]);
        Files.createSymbolicLink(folder.resolve("link.png"), Path.of("/etc/passwd"));
        Files.createDirectory(folder.resolve("folder.png"));
        assertEquals(
                List.of("good.png"),
                read().pictures().stream()
                        .map(picture -> picture.file().getFileName().toString())
                        .toList());
    }

    @Test
    void thereAreNeverMoreThanABoardCanHold() throws Exception {
        for (int i = 0; i < BoardFolder.MAX_PICTURES + 3; i++) {
            picture("p%02d.png".formatted(i), "png", 4, 4);
        }
        assertEquals(BoardFolder.MAX_PICTURES, read().pictures().size());
        assertEquals(
                new BoardFolder.Notices(Map.of(), List.of()),
                new BoardFolder(folder.resolve("not-there"), List.of("id"), FileTroubles.untold()).notices());
    }

    @Test
    void theRoutesAnswerWhatLiesInTheFolder() throws Exception {
        try (TestKiosk kiosk = new TestKiosk()) {
            folder = kiosk.boardFolder();
            picture("a.png", "png", 40, 20);
            Files.writeString(folder.resolve("text.id.txt"), "Layanan gratis.");
            JsonNode notices = json(kiosk.get("/api/v1/board/notices"));
            assertEquals("Layanan gratis.", notices.at("/texts/id/0").asText());
            String name = notices.at("/pictures/0").asText();
            HttpResponse<String> picture = kiosk.get("/api/v1/board/pictures/" + name);
            assertTrue(picture.headers().firstValue("Content-Type").orElse("").startsWith("image/png"));
            assertEquals(
                    "nosniff",
                    picture.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(picture.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .contains("default-src 'none'"));
            for (String other : List.of("a.png", "..%2Ftext.id.txt", "nothing-here")) {
                assertEquals("picture-unknown", code(kiosk.get("/api/v1/board/pictures/" + other)), other);
            }
        }
    }

    @Test
    void anotherPictureOfTheSameSizeAndTimeIsNoticedWithinAMinute() throws Exception {
        AtomicLong nanos = new AtomicLong();
        BoardFolder board = new BoardFolder(folder, List.of("id"), FileTroubles.untold(), nanos::get);
        Path file = folder.resolve("a.png");
        picture("a.png", "png", 40, 20);
        String before = board.notices().pictures().getFirst().id();
        FileTime time = Files.getLastModifiedTime(file);
        byte[] other = Files.readAllBytes(file);
        // In the pixels' own sum: the head is the same.
        other[other.length - 14] ^= 1;
        Files.write(file, other);
        Files.setLastModifiedTime(file, time);
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos() / 2);
        assertEquals(before, board.notices().pictures().getFirst().id(), "not every picture is read at each look");
        assertEquals(
                Optional.empty(),
                BoardPictures.content(board.notices().pictures().getFirst()));
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos() / 2);
        assertNotEquals(before, board.notices().pictures().getFirst().id());
    }

    @Test
    void aPictureThatIsBeingWrittenIsNotShownUntilItIsWhole() throws Exception {
        picture("a.png", "png", 40, 20);
        byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
        AtomicLong nanos = new AtomicLong();
        BoardFolder board = new BoardFolder(folder, List.of("id"), FileTroubles.untold(), nanos::get);
        String before = board.notices().pictures().getFirst().id();
        picture("new.png", "png", 80, 20);
        byte[] next = Files.readAllBytes(folder.resolve("new.png"));
        Files.delete(folder.resolve("new.png"));
        AtomicBoolean written = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int size = 40; !written.get(); size = size == 40 ? 41 : 40) {
                write(folder.resolve("a.png"), Arrays.copyOf(next, size));
            }
        });
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos());
        List<Picture> during = board.notices().pictures();
        written.set(true);
        writer.join();
        assertTrue(
                during.isEmpty() || during.getFirst().id().equals(before), "half a picture is never named: " + during);
        write(folder.resolve("a.png"), Arrays.copyOf(next, next.length / 2));
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos());
        assertEquals(List.of(), board.notices().pictures());
        write(folder.resolve("a.png"), next);
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos());
        assertNotEquals(before, board.notices().pictures().getFirst().id());
        write(folder.resolve("a.png"), whole);
        nanos.addAndGet(BoardPictures.LOOK_EVERY.toNanos());
        assertEquals(before, board.notices().pictures().getFirst().id(), "the same content has the same name");
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks anew, as after a while. */
    private BoardFolder.Notices read() {
        return new BoardFolder(folder, List.of("id", "en"), FileTroubles.untold()).notices();
    }

    private void picture(String name, String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        assertTrue(ImageIO.write(image, format, folder.resolve(name).toFile()));
    }
}
