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

/**
 * A pseudo-terminal in raw mode whose far side is wired to a TCP printer: to the driver it is a character device with a way back, like
 * {@code /dev/usb/lp0} or a serial port.
 */
@SuppressWarnings("restricted")
final class PtyBridge implements AutoCloseable {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int TERMIOS_SIZE = 128;
    private static final int CHUNK = 512;
    private static final int ANY_BAUD = 0;
    /** What the C library calls the speeds that the tests use; since glibc 2.42 it says the speed itself. */
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
    private static final MethodHandle CLOSE = libc("close", JAVA_INT, JAVA_INT);

    private final int master;
    private final int printerBaud;
    private final String path;
    private final Socket printer;
    private final RandomAccessFile nearSideKeptOpen;

    PtyBridge(String printerAddress) throws IOException {
        this(printerAddress, ANY_BAUD);
    }

    /** @param printerBaud the speed the printer is set to: a driver that sets the line to another hears and says other bytes */
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

    private void towardsPrinter() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(CHUNK);
            // Ends when the last one has closed the near side.
            for (long count = call(READ, master, buffer, (long) CHUNK);
                    count > 0;
                    count = call(READ, master, buffer, (long) CHUNK)) {
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
                byte[] said = {(byte) b};
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

    /** The speed that the driver has set the line to; a pty keeps it and carries bytes at any. */
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
