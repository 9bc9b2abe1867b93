package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator has to correct is one line on standard error and exit status 2, and nothing is lost. */
class BadStartIT {
    private static final String NO_PRINTER = "printer.address=\"none\"\n";
    private static final String TAKE = "{\"service\":\"kk\"}";

    @TempDir
    private Path folder;

    @Test
    void aSecondStartOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
        try (KioskProcess first = new KioskProcess(folder, NO_PRINTER)) {
            assertRefused("http.port=0\ndata.folder=\"" + folder + "\"\n" + NO_PRINTER, folder.toString());
            assertEquals(201, first.post("/api/v1/tickets", TAKE, null).statusCode());
        }
    }

    @Test
    void aCatalogueThatIsMissingOrWrongIsRefused() throws Exception {
        Path catalog = folder.resolve("hall.json");
        String toml = "http.port=0\ncatalog=\"" + catalog + "\"\n" + folderLine() + NO_PRINTER;
        assertRefused(toml, "catalog");
        Files.writeString(catalog, "{\"schema\":1}");
        assertRefused(toml, "catalog");
    }

    @Test
    void aCatalogueThatIsNoFileIsRefused() throws Exception {
        assertRefused("http.port=0\ncatalog=\"" + folder + "\"\n" + folderLine() + NO_PRINTER, "catalog");
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String toml = "http.port=" + taken.getLocalPort() + "\n" + folderLine() + NO_PRINTER;
            assertRefused(toml, "(http.port)");
        }
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        assertRefused("http.prot=8080\n" + folderLine() + NO_PRINTER, "http.prot");
    }

    @Test
    void aMissingPrinterIsNoReasonNotToServe() throws Exception {
        String missing = "printer.address=\"file://" + folder.resolve("no-such-device") + "\"\n";
        try (KioskProcess kiosk = new KioskProcess(folder, missing)) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
        }
    }

    private String folderLine() {
        return "data.folder=\"" + folder.resolve("data") + "\"\n";
    }

    private void assertRefused(String toml, String word) throws IOException, InterruptedException {
        BadStart start = BadStart.of(folder, toml);
        List<String> lines = start.lines();
        assertEquals(2, start.status(), lines.toString());
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains(word), lines.toString());
    }
}
