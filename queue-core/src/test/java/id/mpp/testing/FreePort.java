package id.mpp.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for programs under test that must be told one, for example because they are killed and started again on it. A
 * port lies below those that the kernel gives to anybody's connections, and is held against the tests of other JVMs of
 * this machine until this one ends; so nobody takes it between two starts.
 */
public final class FreePort {
    private static final int LEAST = 15_000;
    /** Linux gives 32768 and more to whoever asks for any. */
    private static final int MOST = 32_000;

    private static final int ATTEMPTS = 200;
    private static final Path HELD = Path.of(System.getProperty("java.io.tmpdir"), "mpp-test-ports");

    /** The locks end with the JVM. */
    private static final List<FileChannel> LOCKS = new ArrayList<>();

    private FreePort() {}

    /** A port on which nobody listens, never the same twice. */
    public static synchronized int find() throws IOException {
        Files.createDirectories(HELD);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            if (hold(port)) {
                return port;
            }
        }
        throw new IOException("no free port between " + LEAST + " and " + MOST);
    }

    private static boolean hold(int port) throws IOException {
        Path file = HELD.resolve(Integer.toString(port));
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null && nobodyListens(port)) {
                LOCKS.add(lock);
                return true;
            }
        } catch (OverlappingFileLockException e) {
            // This JVM holds it itself.
        }
        lock.close();
        return false;
    }

    private static boolean nobodyListens(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
