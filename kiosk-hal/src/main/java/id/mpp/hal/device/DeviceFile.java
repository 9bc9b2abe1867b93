package id.mpp.hal.device;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A device file or FIFO in which no call ever stays for long. Java's own files cannot promise that: opening a FIFO
 * would wait for the other side, and neither an interrupt nor closing ends a blocked read. A call that stays also keeps
 * the device open, and meanwhile the kernel may refuse the next opening. For Linux, through the C library.
 *
 * <p>One thread may read while another one writes. Any thread may close the file, which ends both within
 * {@value #WAIT_MILLIS_AT_MOST} ms.
 */
public final class DeviceFile implements Closeable {

    /** The longest wait of a read for bytes. A write checks after this time whether the file was closed. */
    public static final int WAIT_MILLIS_AT_MOST = 250;

    /**
     * How long to pause when a device says that it is ready and then has or takes nothing, as a USB printer without
     * paper does.
     */
    private static final int PAUSE_MILLIS = 5;

    private static final int CHUNK_BYTES = 4096;
    private static final int FILE_TYPE_MASK = 0xF000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int DIRECTORY = 0x4000;
    private static final int FIFO = 0x1000;
    /** The major number of the devices that are memory: null, zero, full. */
    private static final int MEMORY_MAJOR = 1;

    private final String what;
    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final Direction reading = new Direction(Linux.POLLIN);
    private final Direction writing = new Direction(Linux.POLLOUT);
    private final int fd;
    private final Object identity;
    private volatile boolean open = true;

    /** What a file is opened for. */
    public enum Access {
        READ(0),
        /** An ordinary file is written to at its end. */
        WRITE(Linux.O_WRONLY | Linux.O_APPEND),
        READ_AND_WRITE(Linux.O_RDWR);

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
        private final MemorySegment state = arena.allocate(Linux.STATE);
        private final MemorySegment pollfd = arena.allocate(Linux.POLLFD);
        private final MemorySegment chunk = arena.allocate(CHUNK_BYTES);

        Direction(short readiness) {
            this.readiness = readiness;
        }

        /** What poll reports of the descriptor: 0 where nothing happens for a while, negative where poll fails. */
        private int awaitReady() {
            pollfd.set(JAVA_INT, 0, fd);
            pollfd.set(JAVA_SHORT, 4, readiness);
            pollfd.set(JAVA_SHORT, 6, (short) 0);
            long ready = Linux.call(Linux.POLL, state, pollfd, 1L, WAIT_MILLIS_AT_MOST);
            return ready > 0 ? pollfd.get(JAVA_SHORT, 6) : (int) ready;
        }

        private void pause() {
            Linux.call(Linux.POLL, state, pollfd, 0L, PAUSE_MILLIS);
        }

        private int errno() {
            return Linux.errno(state);
        }

        /** Answers 0 where the call is to be tried again, and throws where the error is a real one. */
        private int checkError(String doing) throws IOException {
            int errno = errno();
            if (errno == Linux.EAGAIN || errno == Linux.EINTR) {
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
        fd = (int) Linux.call(
                Linux.OPEN,
                reading.state,
                arena.allocateFrom(device.toString()),
                access.flags | Linux.O_NONBLOCK | Linux.O_NOCTTY | Linux.O_CLOEXEC);
        if (fd < 0) {
            int errno = reading.errno();
            arena.close();
            // The mode of the file leads to EACCES; a mount option or the unit's DevicePolicy may lead to EPERM.
            if (errno == Linux.EACCES || errno == Linux.EPERM) {
                throw new OpeningFault(
                        OpeningFault.NO_PERMISSION,
                        "no permission to use " + path + ": add the user of this program to the group " + group);
            }
            if (errno == Linux.ENXIO) {
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
            return Linux.call(Linux.IOCTL, reading.state, fd, Linux.EVIOCGRAB, 1) == 0;
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
            if ((ready & Linux.POLLIN) == 0) {
                // Hung up or in error, with nothing left to read.
                return -1;
            }
            int count = (int) Linux.call(
                    Linux.READ, reading.state, fd, reading.chunk, (long) Math.min(CHUNK_BYTES, buffer.length));
            if (count < 0) {
                return reading.checkError("reading");
            }
            if (count == 0) {
                if ((ready & Linux.POLLERR_OR_POLLHUP) != 0) {
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
            int written = (int) Linux.call(Linux.WRITE, writing.state, fd, writing.chunk, (long) count);
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
            if ((ready & Linux.POLLERR_OR_POLLHUP) != 0) {
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
                    long closed = Linux.call(Linux.CLOSE, reading.state, fd);
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
}
