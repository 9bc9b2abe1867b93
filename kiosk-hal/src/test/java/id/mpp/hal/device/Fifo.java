package id.mpp.hal.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Named pipes for tests, made by the C library itself: no process is started for one. */
@SuppressWarnings("restricted")
public final class Fifo {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MKFIFO = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mkfifo"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final int OWNER_ONLY = 0600;

    private Fifo() {}

    /** Makes a named pipe at {@code path}, and answers the path. */
    public static Path make(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) MKFIFO.invokeExact(arena.allocateFrom(path.toString()), OWNER_ONLY);
            if (result != 0) {
                throw new IOException("mkfifo failed for " + path);
            }
            return path;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a call into the C library failed", e);
        }
    }
}
