package id.mpp.program;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What systemd is told of a service, as by {@code sd_notify(3)}: one datagram for each message to the Unix socket that
 * {@code NOTIFY_SOCKET} names. Java has no datagram sockets of that family, hence the calls into libc. Without that
 * variable nothing is sent. Usable from any thread; never blocks and never throws.
 */
final class NotifySocket {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
    /** Of {@code struct sockaddr_un}: two bytes of family before the path, and a path of 108. */
    private static final int FAMILY_BYTES = 2;

    private static final int PATH_BYTES = 108;

    private final byte @Nullable [] path;
    private boolean told;

    NotifySocket(Map<String, String> environment) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean usable = (name.startsWith("/") || name.startsWith("@")) && bytes.length < PATH_BYTES;
        if (!name.isEmpty() && !usable) {
            LOG.warn("NOTIFY_SOCKET is '" + name + "', which is no Unix socket; systemd hears nothing of this program");
        }
        path = usable ? bytes : null;
    }

    /** Sends lines such as {@code READY=1}. */
    synchronized void send(String lines) {
        if (path == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            byte[] message = lines.getBytes(StandardCharsets.UTF_8);
            MemorySegment address = arena.allocate(FAMILY_BYTES + PATH_BYTES);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY_BYTES, path.length);
            // An abstract socket begins with a zero byte and is as long as its name; a path ends with one.
            boolean isAbstract = path[0] == '@';
            if (isAbstract) {
                address.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
            }
            int length = FAMILY_BYTES + path.length + (isAbstract ? 0 : 1);
            int socket = (int) Libc.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            try {
                long sent = (long) Libc.SENDTO.invokeExact(
                        socket,
                        arena.allocateFrom(JAVA_BYTE, message),
                        (long) message.length,
                        MSG_DONTWAIT_NOSIGNAL,
                        address,
                        length);
                if (sent != message.length && !told) {
                    told = true;
                    LOG.warn("systemd cannot be told how this program is: does its unit allow AF_UNIX sockets?");
                }
            } finally {
                int closed = (int) Libc.CLOSE.invokeExact(socket);
                assert closed <= 0;
            }
        } catch (Throwable fault) {
            Fault.rethrowFatal(fault);
            LOG.warn("systemd cannot be told how this program is", fault);
        }
    }

    /** Linked at the first message, so that a program without systemd needs none of it. */
    private static final class Libc {
        private static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle SOCKET =
                function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        static final MethodHandle SENDTO = function(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        @SuppressWarnings("restricted") // that is what --enable-native-access is for
        private static MethodHandle function(String name, FunctionDescriptor shape) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape);
        }
    }
}
