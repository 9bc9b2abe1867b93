package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.Slip;
import id.mpp.program.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hall's logo as the printer gets it, and files that are none. */
class LogoFileTest {
    @TempDir
    private Path folder;

    @Test
    void aLogoIsBlackAndWhiteAndFitsThePaper() throws Exception {
        Slip.Picture small = LogoFile.read(SampleLogo.png(folder, 80, 40), 576);
        assertEquals(10, small.bytesPerRow());
        assertEquals(40, small.rowCount());
        assertEquals((byte) 0xFF, small.rows()[20 * 10 + 1]);
        assertEquals((byte) 0x00, small.rows()[20 * 10 + 8], "what is transparent is white");

        assertEquals(
                384 / 8, LogoFile.read(SampleLogo.png(folder, 3_000, 500), 384).bytesPerRow());
        assertEquals(
                Slip.PICTURE_ROWS_AT_MOST,
                LogoFile.read(SampleLogo.png(folder, 100, 2_000), 384).rowCount());
    }

    @Test
    void aFileThatIsNoLogoIsToldByItsName() throws Exception {
        assertTold("cannot be read", folder.resolve("nowhere.png"));
        assertTold("no picture", Files.writeString(folder.resolve("text.png"), "not a picture"));
        byte[] half = Files.readAllBytes(SampleLogo.png(folder, 300, 300));
        assertTold("", Files.write(folder.resolve("half.png"), java.util.Arrays.copyOf(half, half.length / 2)));
        assertTold("larger than 2 MiB", Files.write(folder.resolve("huge.png"), new byte[2 * 1024 * 1024 + 1]));
        assertTold("over 4000 on a side", SampleLogo.png(folder, 4_001, 1));
    }

    private static void assertTold(String what, Path file) {
        String message = assertThrows(ConfigurationException.class, () -> LogoFile.read(file, 576))
                .toString();
        assertTrue(message.contains(what) && message.contains(file.toString()), message);
        assertTrue(message.contains("expected a PNG"), message);
    }
}
