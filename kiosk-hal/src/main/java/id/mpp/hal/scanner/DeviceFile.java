package id.mpp.hal.scanner;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import id.mpp.hal.device.OpeningFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A character device or FIFO opened for reading without ever blocking in it, which Java's own files cannot: opening a FIFO would wait
 * for its writer, and a blocked read ends neither by an interrupt nor by closing. Linux, by the C library.
 */
@SuppressWarnings("restricted")
final class DeviceFile implements ScannerConnection {

    // Values of Linux on all machines we run on (asm-generic).
    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final short POLLIN = 1;
    /** {@code _IOW('E', 0x90, int)}: keys go to us alone, not to the console or a browser too. */
    private static final long EVIOCGRAB = 0x4004_4590L;

    private static final int CHUNK = 4096;
    private static final int TYPE = 0xF000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int FIFO = 0x1000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    /** {@code struct pollfd}. */
    private static final StructLayout POLLFD = MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT);

    private static final MethodHandle OPEN = variadic("open", ADDRESS, JAVA_INT);
    private static final MethodHandle IOCTL = variadic("ioctl", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment pollfd = arena.allocate(POLLFD);
    private final MemorySegment chunk = arena.allocate(CHUNK);
    private final int fd;
    private final Object identity;
    private boolean open = true;

    private DeviceFile(Path path, Path device, String group) throws IOException {
        this.path = path;
        identity = identity(device);
        fd = (int) call(OPEN, state, arena.allocateFrom(device.toString()), O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) {
            int errno = errno();
            arena.close();
            // The file's mode says EACCES; a mount, or the unit's DevicePolicy, may say the other.
            if (errno == EACCES || errno == EPERM) {
                throw new OpeningFault(
                        OpeningFault.NO_PERMISSION,
                        "no permission to read " + path + ": add the user of this program to the group " + group
                                + ", or write a udev rule for it");
            }
            throw new IOException("cannot open " + path + " (error " + errno + "): does another program use it?");
        }
    }

    /**
     * Opens what the path leads to now.
     *
     * @param group who may read such devices, for the advice
     * @throws IOException when it is missing, is no device, or may not be read
     */
    static DeviceFile open(Path path, Path device, String group) throws IOException {
        if (!isCharacterDevice(device) && type(device) != FIFO) {
            throw new OpeningFault(
                    OpeningFault.WRONG_DEVICE,
                    path + " is not a device but an ordinary file or folder: correct the scanner's"
                            + " address, or remove it and plug the scanner in again");
        }
        return new DeviceFile(path, device, group);
    }

    static boolean isCharacterDevice(Path device) throws IOException {
        return type(device) == CHARACTER_DEVICE;
    }

    /** Takes the keys away from everybody else; false where the device does not know how, as a FIFO. */
    synchronized boolean grab() {
        return call(IOCTL, state, fd, EVIOCGRAB, 1) == 0;
    }

    /** Holds the lock for at most {@value #QUIET_MILLIS} ms, so that nobody closes the descriptor under it. */
    @Override
    public synchronized int read(byte[] buffer) throws IOException {
        if (!open) {
            return -1;
        }
        pollfd.set(JAVA_INT, 0, fd);
        pollfd.set(JAVA_SHORT, 4, POLLIN);
        pollfd.set(JAVA_SHORT, 6, (short) 0);
        long ready = call(POLL, state, pollfd, 1L, QUIET_MILLIS);
        if (ready == 0) {
            return 0;
        }
        if (ready < 0) {
            return failed("waiting for");
        }
        if ((pollfd.get(JAVA_SHORT, 6) & POLLIN) == 0) {
            // Hung up or in error, with nothing left to read.
            return -1;
        }
        long count = call(READ, state, fd, chunk, (long) Math.min(CHUNK, buffer.length));
        if (count < 0) {
            return failed("reading");
        }
        if (count == 0) {
            return -1;
        }
        MemorySegment.copy(chunk, JAVA_BYTE, 0, buffer, 0, (int) count);
        return (int) count;
    }

    @Override
    public boolean isStream() {
        return false;
    }

    @Override
    public boolean isThere() {
        return identity.equals(identity(path));
    }

    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            long closed = call(CLOSE, state, fd);
            arena.close();
            if (closed != 0) {
                throw new IOException("closing " + path + " failed");
            }
        }
    }

    private static int type(Path device) throws IOException {
        return (Integer) Files.getAttribute(device, "unix:mode") & TYPE;
    }

    private int failed(String doing) throws IOException {
        int errno = errno();
        if (errno == EAGAIN || errno == EINTR) {
            return 0;
        }
        throw new IOException(doing + " " + path + " failed (error " + errno + "): was the scanner unplugged?");
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    /** Device and inode: another device under the same name has others. */
    private static Object identity(Path path) {
        try {
            return Objects.requireNonNullElse(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
        } catch (IOException e) {
            // Gone; equal to no device.
            return new Object();
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** {@code open} and {@code ioctl}: two arguments, then others. */
    private static MethodHandle variadic(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(2));
    }

    private static long call(MethodHandle function, @Nullable Object... arguments) {
        try {
            return ((Number) function.invokeWithArguments(arguments)).longValue();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed", e);
        }
    }
}
