package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceFile;
import id.mpp.hal.device.DeviceFile.Access;
import id.mpp.hal.device.DeviceFile.NobodyThereException;
import id.mpp.hal.device.OpeningFault;
import id.mpp.hal.thread.DeviceThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A printer behind a file: {@code /dev/usb/lp0}, a FIFO, a pty, {@code /dev/null}.
 *
 * <p>A character device is opened once for both directions, because the kernel's usblp refuses a second opening.
 * Anything else is only written to, and so is {@code /dev/null}, which would answer every reading with nothing.
 */
record DeviceFileIo(Path path, Duration openLimit) implements PrinterIo {

    private static final Duration READER_LOOK_PAUSE = Duration.ofMillis(10);

    private static final String GROUP = "that owns it (often lp)";

    @Override
    public String name() {
        return "file://" + path;
    }

    @Override
    public String whenNotUnderstood() {
        return "its power and cable, and whether it is an ESC/POS printer";
    }

    @Override
    public PrinterConnection open() throws IOException {
        if (!Files.exists(path)) {
            throw new OpeningFault(
                    PrinterCondition.NO_DEVICE.code(),
                    "there is no device " + path + ": is the printer plugged in and switched on?");
        }
        if (DeviceFile.isFolder(path)) {
            throw new OpeningFault(
                    PrinterCondition.NOT_A_PRINTER.code(),
                    path + " is a folder, not a printer device: correct the printer's address");
        }
        if (!Files.isWritable(path)) {
            throw new OpeningFault(
                    OpeningFault.NO_PERMISSION,
                    "no permission to write to " + path + ": add the user of this program to the group " + GROUP);
        }
        boolean answers = DeviceFile.isCharacterDevice(path) && !DeviceFile.isMemory(path);
        Access access = answers ? Access.READ_AND_WRITE : Access.WRITE;
        try {
            return new Connection(open(access), answers);
        } catch (IOException e) {
            throw new OpeningFault(PrinterCondition.NO_DEVICE.code(), String.valueOf(e.getMessage()));
        }
    }

    /** The reader of a FIFO may come a moment late. */
    private DeviceFile open(Access access) throws IOException {
        long began = System.nanoTime();
        while (true) {
            try {
                return DeviceFile.open("printer", path, path, access, GROUP);
            } catch (NobodyThereException e) {
                if (System.nanoTime() - began > openLimit.toNanos()) {
                    throw e;
                }
                awaitReader(e);
            }
        }
    }

    private static void awaitReader(NobodyThereException none) throws IOException {
        try {
            DeviceThreads.sleep(READER_LOOK_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none;
        }
    }

    private record Connection(DeviceFile file, boolean hasWayBack) implements PrinterConnection {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            return file.read(buffer);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
