package id.mpp.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * A library of machine code that a program cannot do without. Where it does not load, that is said, and no file is
 * suspected.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Loads it.
     *
     * @param name as people know it ({@code SQLite})
     * @param folderKey the system property of the folder into which it is unpacked, and from which it is loaded
     * @throws ConfigurationException one line with the cause and what to do about it
     */
    public static void load(String name, String folderKey, Callable<?> loader) throws ConfigurationException {
        Path folder = Path.of(System.getProperty(folderKey, System.getProperty("java.io.tmpdir", "/tmp")));
        try {
            loader.call();
        } catch (Exception | LinkageError e) {
            throw new ConfigurationException(
                    "the library of " + name + " cannot be loaded from " + folder + ": " + why(folder, e)
                            + ". No data was touched; start java with -D" + folderKey
                            + "=<a folder that may be written to and from which programs may run>",
                    e);
        }
    }

    private static String why(Path folder, Throwable cause) {
        if (!Files.isDirectory(folder)) {
            return "there is no such folder";
        }
        if (!Files.isWritable(folder)) {
            return "the folder may not be written to";
        }
        if (mountedNoexec(folder)) {
            return "the folder's file system is mounted noexec";
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).replaceAll("\\R", " ");
    }

    /** Asked of the kernel's own list; what is not in it is taken for usable. */
    private static boolean mountedNoexec(Path folder) {
        boolean noexec = false;
        int longest = -1;
        try {
            Path real = folder.toRealPath();
            for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
                String[] fields = line.split(" ", -1);
                if (fields.length > 3 && real.startsWith(fields[1]) && fields[1].length() >= longest) {
                    longest = fields[1].length();
                    noexec = (',' + fields[3] + ',').contains(",noexec,");
                }
            }
        } catch (IOException e) {
            return false;
        }
        return noexec;
    }
}
