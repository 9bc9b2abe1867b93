package id.mpp.kiosk.reliability;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** An ext4 disk in a file, which can lose its power. Needs root and a free loop device. */
@SuppressWarnings("restricted")
final class LoopDisk implements AutoCloseable {
    private static final long SMALL_BYTES = 64L << 20;
    private static final long PIECE_BYTES = 1 << 20;
    private static final long SHUTDOWN = 0x8004587dL;
    /** What is not in the file system's log on disk by now is gone. */
    private static final int NO_LOG_FLUSH = 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            libc("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = libc(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = libc("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final Path image;
    private final Path at;
    private boolean mounted;
    private boolean replaced;

    LoopDisk(Path folder) throws IOException {
        this(folder, SMALL_BYTES);
    }

    LoopDisk(Path folder, long size) throws IOException {
        image = folder.resolve("disk.img");
        at = Files.createDirectory(folder.resolve("disk"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        run("mkfs.ext4", "-q", "-F", image.toString());
        mount();
    }

    Path at() {
        return at;
    }

    /** Drops everything that is not on disk; from here on each access fails. */
    void cutPower() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int folder = (int) OPEN.invokeExact(arena.allocateFrom(at.toString()), 0);
            MemorySegment flag = arena.allocate(JAVA_INT);
            flag.set(JAVA_INT, 0, NO_LOG_FLUSH);
            int done = (int) IOCTL.invokeExact(folder, SHUTDOWN, flag);
            int closed = (int) CLOSE.invokeExact(folder);
            if (folder < 0 || done != 0 || closed != 0) {
                throw new IOException("the disk at " + at + " could not be shut down; this test needs root");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the C library could not be called", e);
        }
    }

    /** As ext4 does by itself after an error: from here on it can only be read. */
    void makeReadOnly() throws IOException {
        run("mount", "-o", "remount,abort", at.toString());
    }

    /** Takes all the room there is, to the last block. */
    Path fill() throws IOException {
        Path filler = at.resolve("filler");
        long room = Files.getFileStore(at).getUsableSpace();
        if (room > 2 * PIECE_BYTES) {
            run("fallocate", "-l", Long.toString(room - 2 * PIECE_BYTES), filler.toString());
        }
        try (FileChannel channel = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer piece = ByteBuffer.allocate(4_096);
            while (true) {
                channel.write(piece.clear());
            }
        } catch (IOException full) {
            if (Files.getFileStore(at).getUsableSpace() > PIECE_BYTES) {
                throw full;
            }
        }
        return filler;
    }

    /** Power again: ext4 replays its log. */
    void remount() throws IOException {
        unmount();
        mount();
    }

    /** A sound disk with what this one holds, in its place, while programs still hold files of this one. */
    void replace() throws IOException {
        Path other = Files.copy(image, image.resolveSibling("replaced.img"));
        run("mount", "-o", "loop", other.toString(), at.toString());
        replaced = true;
    }

    private void mount() throws IOException {
        run("mount", "-o", "loop", image.toString(), at.toString());
        mounted = true;
    }

    private void unmount() throws IOException {
        run("umount", at.toString());
        mounted = false;
    }

    @Override
    public void close() throws IOException {
        if (replaced) {
            run("umount", at.toString());
        }
        if (mounted) {
            unmount();
        }
    }

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        boolean ended = ended(process);
        String said = ended ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "no answer";
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip()
                    + " (a power cut is made with a loop-mounted ext4, which needs root, loop devices and e2fsprogs)");
        }
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(90, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + process.info(), e);
        }
    }

    private static MethodHandle libc(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
