package id.mpp.hal.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
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
 * A device file or FIFO in which no call ever stays for long. Java's own files cannot promise that: opening a FIFO
 * would wait for the other side, and neither an interrupt nor closing ends a blocked read. A call that stays also keeps
 * the device open, and meanwhile the kernel may refuse the next opening. For Linux, through the C library.
 *
 * <p>One thread may read while another one writes. Any thread may close the file, which ends both within
 * {@value #WAIT_MILLIS_AT_MOST} ms.
 */
@SuppressWarnings("restricted")
public final class DeviceFile implements Closeable {

    /** The longest wait of a read for bytes. A write checks after this time whether the file was closed. */
    public static final int WAIT_MILLIS_AT_MOST = 250;

    /**
     * How long to pause when a device says that it is ready and then has or takes nothing, as a USB printer without
     * paper does.
     */
    private static final int PAUSE_MILLIS = 5;

    // Values of Linux on all machines we run on (asm-generic).
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_APPEND = 0x400;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int EPERM = 1;
    private static final int ENXIO = 6;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int POLLERR_OR_POLLHUP = 0x18;
    /**
     * {@code _IOW('E', 0x90, int)}: the keys come to this program alone, and not to the console or a browser as well.
     */
    private static final long EVIOCGRAB = 0x4004_4590L;

    private static final int CHUNK_BYTES = 4096;
    private static final int FILE_TYPE_MASK = 0xF000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int DIRECTORY = 0x4000;
    private static final int FIFO = 0x1000;
    /** The major number of the devices that are memory: null, zero, full. */
    private static final int MEMORY_MAJOR = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    /** {@code struct pollfd}. */
    private static final StructLayout POLLFD = MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT);

    private static final MethodHandle OPEN = variadic("open", ADDRESS, JAVA_INT);
    private static final MethodHandle IOCTL = variadic("ioctl", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private final String what;
    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final Direction reading = new Direction(POLLIN);
    private final Direction writing = new Direction(POLLOUT);
    private final int fd;
    private final Object identity;
    private volatile boolean open = true;

    /** What a file is opened for. */
    public enum Access {
        READ(0),
        /** An ordinary file is written to at its end. */
        WRITE(O_WRONLY | O_APPEND),
        READ_AND_WRITE(O_RDWR);

        private final int flags;

        Access(int flags) {
            this.flags = flags;
        }
    }

    /**
     * What one direction needs for its calls. It is also the lock of that direction, which nobody holds for longer than
     * {@value #WAIT_MILLIS_AT_MOST} ms.
     */
    private final class Direction {
        private final short readiness;
        private final MemorySegment state = arena.allocate(STATE);
        private final MemorySegment pollfd = arena.allocate(POLLFD);
        private final MemorySegment chunk = arena.allocate(CHUNK_BYTES);

        Direction(short readiness) {
            this.readiness = readiness;
        }

        /** What poll reports of the descriptor: 0 where nothing happens for a while, negative where poll fails. */
        private int awaitReady() {
            pollfd.set(JAVA_INT, 0, fd);
            pollfd.set(JAVA_SHORT, 4, readiness);
            pollfd.set(JAVA_SHORT, 6, (short) 0);
            long ready = call(POLL, state, pollfd, 1L, WAIT_MILLIS_AT_MOST);
            return ready > 0 ? pollfd.get(JAVA_SHORT, 6) : (int) ready;
        }

        private void pause() {
            call(POLL, state, pollfd, 0L, PAUSE_MILLIS);
        }

        private int errno() {
            return (int) ERRNO.get(state, 0L);
        }

        /** Answers 0 where the call is to be tried again, and throws where the error is a real one. */
        private int checkError(String doing) throws IOException {
            int errno = errno();
            if (errno == EAGAIN || errno == EINTR) {
                return 0;
            }
            throw new IOException(
                    doing + " " + path + " failed (error " + errno + "): was the " + what + " unplugged?");
        }
    }

    private DeviceFile(String what, Path path, Path device, Access access, String group) throws IOException {
        this.what = what;
        this.path = path;
        identity = identity(device);
        fd = (int) call(
                OPEN,
                reading.state,
                arena.allocateFrom(device.toString()),
                access.flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) {
            int errno = reading.errno();
            arena.close();
            // The mode of the file leads to EACCES; a mount option or the unit's DevicePolicy may lead to EPERM.
            if (errno == EACCES || errno == EPERM) {
                throw new OpeningFault(
                        OpeningFault.NO_PERMISSION,
                        "no permission to use " + path + ": add the user of this program to the group " + group);
            }
            if (errno == ENXIO) {
                throw new NobodyThereException("nobody reads " + path + ": start what is to read it");
            }
            throw new IOException("cannot open " + path + " (error " + errno + "): does another program use it?");
        }
    }

    /**
     * Opens the device that the path leads to now.
     *
     * @param what the kind of device, for messages ({@code scanner})
     * @param path the path as configured, for messages
     * @param device the file that the path leads to
     * @param group the group whose members may use such devices, for the advice
     * @throws NobodyThereException when nobody reads the FIFO that is to be written to
     * @throws IOException when the device is missing or may not be used
     */
    public static DeviceFile open(String what, Path path, Path device, Access access, String group) throws IOException {
        return new DeviceFile(what, path, device, access, group);
    }

    public static boolean isCharacterDevice(Path device) throws IOException {
        return type(device) == CHARACTER_DEVICE;
    }

    public static boolean isFifo(Path device) throws IOException {
        return type(device) == FIFO;
    }

    public static boolean isFolder(Path device) throws IOException {
        return type(device) == DIRECTORY;
    }

    /** Whether it is {@code /dev/null} or one of its kind, which take everything and never answer. */
    public static boolean isMemory(Path device) throws IOException {
        long number = ((Number) Files.getAttribute(device, "unix:rdev")).longValue();
        return isCharacterDevice(device) && (number >>> 8 & 0xFFF) == MEMORY_MAJOR;
    }

    /** Takes the keys of a keyboard away from all other programs. False where the device cannot do that, as a FIFO. */
    public boolean grabKeys() {
        synchronized (reading) {
            return call(IOCTL, reading.state, fd, EVIOCGRAB, 1) == 0;
        }
    }

    /**
     * Waits for bytes.
     *
     * @return how many came; 0 when none came for a while or an empty packet came; -1 when none will ever come again
     */
    public int read(byte[] buffer) throws IOException {
        synchronized (reading) {
            if (!open) {
                return -1;
            }
            int ready = reading.awaitReady();
            if (ready <= 0) {
                return ready == 0 ? 0 : reading.checkError("waiting for");
            }
            if ((ready & POLLIN) == 0) {
                // Hung up or in error, with nothing left to read.
                return -1;
            }
            int count = (int) call(READ, reading.state, fd, reading.chunk, (long) Math.min(CHUNK_BYTES, buffer.length));
            if (count < 0) {
                return reading.checkError("reading");
            }
            if (count == 0) {
                if ((ready & POLLERR_OR_POLLHUP) != 0) {
                    return -1;
                }
                reading.pause();
            }
            MemorySegment.copy(reading.chunk, JAVA_BYTE, 0, buffer, 0, count);
            return count;
        }
    }

    /**
     * Writes all bytes, however long that takes. A device that takes no bytes keeps the caller here until the file is
     * closed.
     */
    public void write(byte[] bytes, int from, int count) throws IOException {
        int written = 0;
        while (written < count) {
            written += writeSome(bytes, from + written, Math.min(CHUNK_BYTES, count - written));
        }
    }

    private int writeSome(byte[] bytes, int from, int count) throws IOException {
        synchronized (writing) {
            if (!open) {
                throw new IOException(path + " was closed");
            }
            MemorySegment.copy(bytes, from, writing.chunk, JAVA_BYTE, 0, count);
            int written = (int) call(WRITE, writing.state, fd, writing.chunk, (long) count);
            if (written > 0) {
                return written;
            }
            if (written < 0) {
                var _ = writing.checkError("writing to");
            }
            int ready = writing.awaitReady();
            if (ready < 0) {
                return writing.checkError("waiting for");
            }
            if ((ready & POLLERR_OR_POLLHUP) != 0) {
                throw new IOException(path + " has hung up: was the " + what + " unplugged?");
            }
            writing.pause();
            return 0;
        }
    }

    /** Whether the device is still under its name. Looks at names only. */
    public boolean isThere() {
        return identity.equals(identity(path));
    }

    @Override
    public void close() throws IOException {
        open = false;
        synchronized (reading) {
            synchronized (writing) {
                if (arena.scope().isAlive()) {
                    long closed = call(CLOSE, reading.state, fd);
                    arena.close();
                    if (closed != 0) {
                        throw new IOException("closing " + path + " failed");
                    }
                }
            }
        }
    }

    private static int type(Path device) throws IOException {
        return (Integer) Files.getAttribute(device, "unix:mode") & FILE_TYPE_MASK;
    }

    /** Device number and inode: another device under the same name has others. */
    private static Object identity(Path path) {
        try {
            return Objects.requireNonNullElse(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
        } catch (IOException e) {
            // The device is gone, and a new object is equal to none.
            return new Object();
        }
    }

    /** Nobody is at the other side yet. */
    public static final class NobodyThereException extends IOException {
        private static final long serialVersionUID = 1;

        NobodyThereException(String message) {
            super(message);
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** A C function with two fixed arguments and then variable ones, such as {@code open} and {@code ioctl}. */
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
