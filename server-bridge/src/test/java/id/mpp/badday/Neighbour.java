package id.mpp.badday;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Another computer of the hall's network: a network namespace with an address of its own, joined to this machine by a
 * cable (a veth pair). A thread that {@linkplain #enter() enters} it opens its sockets there.
 */
@SuppressWarnings("restricted")
final class Neighbour implements AutoCloseable {
    private static final int READ_ONLY = 0;
    private static final int NETWORK = 0x40000000;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SETNS = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("setns"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final String name;
    private final String hub;

    /** @param number from 0 to 7; it makes the name and the address */
    Neighbour(int number) throws IOException {
        String own = "mpp-v" + number;
        String theirs = "mpp-w" + number;
        name = "mpp-neighbour-" + number;
        hub = "10.231." + number + ".1";
        Command.run("ip", "netns", "add", name);
        Command.run("ip", "link", "add", own, "type", "veth", "peer", "name", theirs, "netns", name);
        Command.run("ip", "address", "add", hub + "/24", "dev", own);
        Command.run("ip", "link", "set", own, "up");
        runInside("ip", "address", "add", "10.231." + number + ".2/24", "dev", theirs);
        runInside("ip", "link", "set", theirs, "up");
    }

    private void runInside(String... command) throws IOException {
        String[] whole = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", name}, 0, whole, 0, 4);
        System.arraycopy(command, 0, whole, 4, command.length);
        Command.run(whole);
    }

    /** The address of this machine as seen from there. */
    String hub() {
        return hub;
    }

    /** Moves the sockets that this platform thread opens from now on into the neighbour's network. */
    void enter() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + name), READ_ONLY);
            int entered = (int) SETNS.invokeExact(file, NETWORK);
            int closed = (int) CLOSE.invokeExact(file);
            if (file < 0 || entered != 0 || closed != 0) {
                throw new IOException("the network of " + name + " cannot be entered");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the C library could not be called", e);
        }
    }

    @Override
    public void close() throws IOException {
        Command.run("ip", "netns", "delete", name);
    }
}
