package id.mpp.hal.scanner.virtual;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.time.Duration;

/** The C library of Linux, for what Java lacks: FIFOs that do not block, and pseudo-terminals. */
@SuppressWarnings("restricted")
final class Libc {

    /** The number of bytes that are written to a FIFO as a whole or not at all (PIPE_BUF). */
    static final int ATOMIC = 4096;

    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLOUT = 4;
    private static final int ENXIO = 6;
    private static final int EAGAIN = 11;
    private static final int OWNER_ALONE = 0600;
    private static final int TERMIOS_BYTES = 128;
    private static final int NAME_BYTES = 256;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle MKFIFO = function("mkfifo", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle OPENPT = function("posix_openpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle GRANTPT = function("grantpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle UNLOCKPT = function("unlockpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle PTSNAME = function("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle GETATTR = function("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SETATTR = function("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle MAKERAW = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS), ERRNO);

    private Libc() {}

    /** @throws IOException also when something has that name already */
    static void makeFifo(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            check(
                    call(MKFIFO, state, arena.allocateFrom(path.toString()), OWNER_ALONE),
                    state,
                    "make the FIFO " + path);
        }
    }

    /** Opens the FIFO for writing. Answers the descriptor, or -1 when nobody reads the FIFO. */
    static int openForWriting(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long fd = call(
                    OPEN, state, arena.allocateFrom(path.toString()), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
            return fd < 0 && errno(state) == ENXIO ? -1 : (int) check(fd, state, "open " + path);
        }
    }

    /** Opens a new pseudo-terminal in raw mode and answers the descriptor of its master. */
    static int openPty() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            int master = (int) check(
                    call(OPENPT, state, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC), state, "make a pseudo-terminal");
            check(call(GRANTPT, state, master), state, "grant the pseudo-terminal");
            check(call(UNLOCKPT, state, master), state, "unlock the pseudo-terminal");
            check(call(GETATTR, state, master, termios), state, "read the terminal's mode");
            call(MAKERAW, state, termios);
            check(call(SETATTR, state, master, 0, termios), state, "set the terminal's mode");
            return master;
        }
    }

    static Path nameOfPty(int master) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment name = arena.allocate(NAME_BYTES);
            check(call(PTSNAME, state, master, name, (long) NAME_BYTES), state, "name the pseudo-terminal");
            return Path.of(name.getString(0));
        }
    }

    /**
     * Writes all bytes and waits for each piece no longer than {@code patience}. False when the other side took only a
     * part.
     */
    static boolean writeAll(int fd, byte[] bytes, Duration patience) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment pollfd = arena.allocate(8, 4);
            MemorySegment all = arena.allocateFrom(JAVA_BYTE, bytes);
            long sent = 0;
            while (sent < bytes.length) {
                pollfd.set(JAVA_INT, 0, fd);
                pollfd.set(JAVA_SHORT, 4, POLLOUT);
                if (check(call(POLL, state, pollfd, 1L, (int) patience.toMillis()), state, "wait for the reader")
                        == 0) {
                    return false;
                }
                long count = call(WRITE, state, fd, all.asSlice(sent), bytes.length - sent);
                if (count < 0 && errno(state) != EAGAIN) {
                    check(count, state, "write");
                }
                sent += Math.max(0, count);
            }
            return true;
        }
    }

    static void close(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            check(call(CLOSE, state, fd), state, "close");
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments), ERRNO);
    }

    private static long check(long result, MemorySegment state, String doing) throws IOException {
        if (result < 0) {
            throw new IOException("the virtual scanner cannot " + doing + " (error " + errno(state) + ")");
        }
        return result;
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO_OF.get(state, 0L);
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            Object result = function.invokeWithArguments(arguments);
            return result instanceof Number number ? number.longValue() : 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed", e);
        }
    }
}
