package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real libraries that cannot be loaded: each reason is called what it is, in one line. Needs root for a mount. */
class NativeLibraryIT {
    private static final String KEY = "id.mpp.test.libraries";
    /** Where an ELF file names its machine, and Itanium, which nobody has. */
    private static final int MACHINE_AT = 18;

    private static final byte ITANIUM = 50;

    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    @Test
    void aSoundLibraryLoads() throws Exception {
        Path library = library(folder);
        System.setProperty(KEY, folder.toString());
        NativeLibrary.load("Test", KEY, () -> load(library));
    }

    @Test
    void aFolderThatIsNotThere() {
        Path missing = folder.resolve("missing");
        assertTrue(refused(missing, missing.resolve("libtest.so")).contains("there is no such folder"));
    }

    @Test
    void aLibraryThatIsNotThere() {
        Path library = folder.resolve("libtest.so");
        assertTrue(refused(folder, library).contains(library.toString()));
    }

    @Test
    void aLibraryOfAnotherMachine() throws Exception {
        Path library = library(folder);
        byte[] content = Files.readAllBytes(library);
        content[MACHINE_AT] = ITANIUM;
        Files.write(library, content);
        String said = refused(folder, library);
        assertTrue(said.contains("can't load") && said.contains("platform"), said);
    }

    @Test
    void aFolderFromWhichNothingMayRun() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=8m,noexec", "tmpfs", folder.toString());
        try {
            assertTrue(refused(folder, library(folder)).contains("is mounted noexec"));
        } finally {
            run("umount", "-l", folder.toString());
        }
    }

    private static String refused(Path in, Path library) {
        System.setProperty(KEY, in.toString());
        ConfigurationException thrown =
                assertThrows(ConfigurationException.class, () -> NativeLibrary.load("Test", KEY, () -> load(library)));
        String said = String.valueOf(thrown.getMessage());
        assertFalse(said.contains("\n"), said);
        assertTrue(said.contains("the library of Test cannot be loaded from " + in), said);
        assertTrue(said.contains("No data was touched") && said.contains("-D" + KEY), said);
        return said;
    }

    @SuppressWarnings("restricted")
    private static boolean load(Path library) {
        System.load(library.toString());
        return true;
    }

    /** A small one of the JDK's own, under another name. */
    private static Path library(Path in) throws IOException {
        Path own = Path.of(System.getProperty("java.home"), "lib", "libprefs.so");
        return Files.copy(own, in.resolve("libtest.so"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + said);
    }
}
