package id.mpp.hal.printer;

import id.mpp.hal.printer.PrinterStatus.Condition;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A printer behind a file: {@code /dev/usb/lp0}, a FIFO, a pty, {@code /dev/null}.
 *
 * <p>A character device is opened once for both directions, because the kernel's usblp refuses a second open; two plain streams
 * over the one descriptor share no lock, which a {@code FileChannel} would. Anything else is only written to.
 */
record DeviceFileIo(Path path) implements PrinterIo {

    /** File type bits of st_mode. */
    private static final int TYPE = 0xF000;

    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR_FILE = 0x8000;

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
            throw new DeviceException(
                    Condition.NO_DEVICE,
                    "there is no device " + path + ": is the printer plugged in and switched on?",
                    null);
        }
        int type = type();
        if (type == DIRECTORY) {
            throw new DeviceException(
                    Condition.NOT_A_PRINTER,
                    path + " is a folder, not a printer device: correct the printer's address",
                    null);
        }
        if (!Files.isWritable(path)) {
            throw new DeviceException(
                    Condition.NO_PERMISSION,
                    "no permission to write to " + path
                            + ": add the user of this program to the group that owns it (often lp)",
                    null);
        }
        try {
            return type == CHARACTER_DEVICE ? openDevice() : openWriteOnly();
        } catch (IOException e) {
            throw new DeviceException(
                    Condition.NO_DEVICE,
                    "cannot open the printer device " + path + " (" + e.getMessage()
                            + "): does another program use it?",
                    e);
        }
    }

    private PrinterConnection openDevice() throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (type() == REGULAR_FILE) {
                // Unplugged between the look and the open, which has made an ordinary file that would block the real
                // device.
                Files.delete(path);
                throw new IOException("it was unplugged just now");
            }
            return new Connection(
                    file, new FileOutputStream(file.getFD()), Optional.of(new FileInputStream(file.getFD())));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private PrinterConnection openWriteOnly() throws IOException {
        FileOutputStream stream = new FileOutputStream(path.toFile(), true);
        return new Connection(stream, stream, Optional.empty());
    }

    private int type() throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode") & TYPE;
    }

    private record Connection(Closeable file, OutputStream output, Optional<InputStream> input)
            implements PrinterConnection {
        @Override
        public boolean endOfInputMeansGone() {
            return false;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
