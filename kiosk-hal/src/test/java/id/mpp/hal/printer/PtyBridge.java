package id.mpp.hal.printer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A pseudo-terminal in raw mode whose far side is connected to a TCP printer. To the driver it is a character device
 * with a way back, like {@code /dev/usb/lp0} or a serial port. It can stop taking bytes, and like a USB printer it can
 * send an empty packet.
 */
@SuppressWarnings("restricted")
final class PtyBridge implements AutoCloseable {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int TERMIOS_SIZE = 128;
    private static final int CHUNK = 512;
    private static final int ANY_BAUD = 0;
    /**
     * Where the mode of the line is in {@code struct termios}, its bit for "a line at a time", and the character that
     * ends a line and is not shown.
     */
    private static final int LOCAL_MODE = 12;

    private static final int CANONICAL = 2;
    private static final byte END_OF_PACKET = 4;
    private static final int POLLHUP = 0x10;
    private static final long MOMENT_NANOS = 2_000_000;
    /** The codes of the C library for the speeds that the tests use. Since glibc 2.42 the code is the speed itself. */
    private static final Map<Integer, Integer> BAUD =
            Map.of(13, 9_600, 14, 19_200, 15, 38_400, 9_600, 9_600, 19_200, 19_200, 38_400, 38_400);

    private static final MethodHandle OPENPT = libc("posix_openpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle GRANTPT = libc("grantpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle UNLOCKPT = libc("unlockpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle PTSNAME = libc("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle GETATTR = libc("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SETATTR = libc("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle GETOSPEED = libc("cfgetospeed", JAVA_INT, ADDRESS);
    private static final MethodHandle MAKERAW =
            LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle READ = libc("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = libc("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle POLL = libc("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CLOSE = libc("close", JAVA_INT, JAVA_INT);

    private final int master;
    private final int printerBaud;
    private final String path;
    private final Socket printer;
    private final RandomAccessFile nearSideKeptOpen;
    private volatile boolean packets;
    private final AtomicLong takesAtMost = new AtomicLong(Long.MAX_VALUE);

    PtyBridge(String printerAddress) throws IOException {
        this(printerAddress, ANY_BAUD);
    }

    /**
     * @param printerBaud the speed to which the printer is set; a driver that sets the line to another speed receives
     *     and sends other bytes
     */
    PtyBridge(String printerAddress, int printerBaud) throws IOException {
        this.printerBaud = printerBaud;
        URI address = URI.create(printerAddress);
        printer = new Socket(address.getHost(), address.getPort());
        printer.setTcpNoDelay(true);
        try (Arena arena = Arena.ofConfined()) {
            master = (int) call(OPENPT, O_RDWR | O_NOCTTY);
            MemorySegment name = arena.allocate(256);
            MemorySegment termios = arena.allocate(TERMIOS_SIZE);
            call(GRANTPT, master);
            call(UNLOCKPT, master);
            call(PTSNAME, master, name, 256L);
            call(GETATTR, master, termios);
            call(MAKERAW, termios);
            call(SETATTR, master, 0, termios);
            path = name.getString(0);
        }
        nearSideKeptOpen = new RandomAccessFile(path, "rw");
        Thread.ofPlatform().daemon().name("pty-out").start(this::towardsPrinter);
        Thread.ofPlatform().daemon().name("pty-back").start(this::towardsDriver);
    }

    String path() {
        return path;
    }

    /** Sends each answer as a packet of its own from now on, as on USB, where a packet may also be empty. */
    PtyBridge sendInPackets() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_SIZE);
            call(GETATTR, master, termios);
            termios.set(JAVA_INT, LOCAL_MODE, termios.get(JAVA_INT, LOCAL_MODE) | CANONICAL);
            call(SETATTR, master, 0, termios);
        }
        packets = true;
        return this;
    }

    /** Lets a read at the near side return without a byte. */
    void sayEmptyPacket() {
        try (Arena arena = Arena.ofConfined()) {
            call(WRITE, master, arena.allocateFrom(JAVA_BYTE, END_OF_PACKET), 1L);
        }
    }

    /** Takes that many more bytes. What is written after them fills the kernel's buffer, and then the writer waits. */
    void takeOnly(long bytes) {
        takesAtMost.set(bytes);
    }

    void takeAll() {
        takesAtMost.set(Long.MAX_VALUE);
    }

    /** Keeps the near side open from now on only while the driver has it open. */
    PtyBridge leaveToTheDriver() throws IOException {
        nearSideKeptOpen.close();
        return this;
    }

    /** Whether the near side is open, or was closed while somebody still waits in it. */
    boolean isHeld() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pollfd = arena.allocate(JAVA_LONG);
            pollfd.set(JAVA_INT, 0, master);
            call(POLL, pollfd, 1L, 0);
            return (pollfd.get(JAVA_LONG, 0) >>> 48 & POLLHUP) == 0;
        }
    }

    private void towardsPrinter() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(CHUNK);
            while (!printer.isClosed()) {
                long most = takesAtMost.get();
                long count = most <= 0 ? 0 : call(READ, master, buffer, Math.min(CHUNK, most));
                if (count <= 0) {
                    // Either nobody has the near side open, or nothing more is taken.
                    LockSupport.parkNanos(MOMENT_NANOS);
                    continue;
                }
                takesAtMost.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - count);
                byte[] sent = buffer.asSlice(0, count).toArray(JAVA_BYTE);
                printer.getOutputStream()
                        .write(printerBaud == ANY_BAUD ? sent : SerialLine.heard(sent, lineBaud(), printerBaud));
            }
        } catch (IOException e) {
            if (!printer.isClosed()) {
                throw new UncheckedIOException("the bridge to the printer broke", e);
            }
        }
    }

    private void towardsDriver() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(CHUNK);
            for (int b = printer.getInputStream().read();
                    b >= 0;
                    b = printer.getInputStream().read()) {
                byte[] said = packets ? new byte[] {(byte) b, END_OF_PACKET} : new byte[] {(byte) b};
                byte[] heard = printerBaud == ANY_BAUD ? said : SerialLine.heard(said, printerBaud, lineBaud());
                MemorySegment.copy(heard, 0, buffer, JAVA_BYTE, 0, heard.length);
                call(WRITE, master, buffer, (long) heard.length);
            }
        } catch (IOException e) {
            if (!printer.isClosed()) {
                throw new UncheckedIOException("the bridge to the printer broke", e);
            }
        }
    }

    /** The speed to which the driver has set the line. A pty stores it and carries bytes at any speed. */
    private int lineBaud() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_SIZE);
            call(GETATTR, master, termios);
            int speed = (int) call(GETOSPEED, termios);
            Integer baud = BAUD.get(speed);
            if (baud == null) {
                throw new IOException("a speed that this bridge does not know, of " + path + ": " + speed);
            }
            return baud;
        }
    }

    @Override
    public void close() throws IOException {
        printer.close();
        nearSideKeptOpen.close();
        call(CLOSE, master);
    }

    private static MethodHandle libc(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            Object result = function.invokeWithArguments(arguments);
            return result instanceof Number number ? number.longValue() : 0;
        } catch (Throwable e) {
            throw new AssertionError("a call into the C library failed", e);
        }
    }
}
