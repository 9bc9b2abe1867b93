package id.mpp.hal.printer.virtual;

import id.mpp.hal.thread.DeviceThreads;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a path to a virtual printer. The path is a FIFO, which is only read, or one side of a pseudo-terminal, over
 * which the answers go back. The two threads are daemons. At the end a thread that waits in the device is left there.
 */
final class DevicePath implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevicePath.class);
    private static final int TYPE = 0xF000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int FIFO = 0x1000;
    private static final int CHUNK = 512;

    private final Path path;
    private final Socket printer;

    private DevicePath(Path path, Socket printer) {
        this.path = path;
        this.printer = printer;
    }

    /** @throws IOException where the path is neither of them, or cannot be opened */
    static DevicePath join(Path path, String printerAddress) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("there is no " + path + "; make it, for example with mkfifo");
        }
        int type = (Integer) Files.getAttribute(path, "unix:mode") & TYPE;
        if (type != FIFO && type != CHARACTER_DEVICE) {
            throw new IOException(path + " is neither a FIFO nor a device; name one that is, or use --port");
        }
        URI address = URI.create(printerAddress);
        DevicePath joined = new DevicePath(path, new Socket(address.getHost(), address.getPort()));
        joined.printer.setTcpNoDelay(true);
        if (type == FIFO) {
            joined.start("in", joined::readFifo);
        } else {
            RandomAccessFile device = new RandomAccessFile(path.toFile(), "rw");
            joined.start("in", () -> copy(new FileInputStream(device.getFD()), joined.printer.getOutputStream()));
            joined.start(
                    "out", () -> copy(joined.printer.getInputStream(), new java.io.FileOutputStream(device.getFD())));
        }
        return joined;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(String direction, Work work) {
        DeviceThreads.start("printer-path-" + direction + " " + path, () -> {
            try {
                work.run();
            } catch (IOException e) {
                if (!printer.isClosed()) {
                    LOG.warn("the virtual printer lost {}: {}", path, e.getMessage());
                }
            }
        });
    }

    /** Reads the FIFO again and again: each writer that closes it ends one reading. */
    private void readFifo() throws IOException {
        while (!printer.isClosed()) {
            try (FileInputStream fifo = new FileInputStream(path.toFile())) {
                copy(fifo, printer.getOutputStream());
            }
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            to.write(bytes, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
