package id.mpp.hal.device;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A device made of a FIFO behind a link, as udev makes it. It can be unplugged and come back under another name. */
final class FarEnd implements AutoCloseable {

    private final Path folder;
    private final Path link;
    private int plugged;
    private Path fifo;
    private OutputStream wire;
    private final List<OutputStream> wires = new ArrayList<>();

    FarEnd(Path folder) throws IOException {
        this.folder = folder;
        this.link = folder.resolve("port-1");
        this.fifo = folder;
        this.wire = OutputStream.nullOutputStream();
        plugIn();
    }

    Path link() {
        return link;
    }

    /** The name it has now. */
    Path name() {
        return fifo;
    }

    /** Plugs the device in, under a new name each time. */
    void plugIn() throws IOException {
        fifo = Fifo.make(folder.resolve("dev" + plugged++));
        Path next = Files.createSymbolicLink(folder.resolve("next"), fifo);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits for the reader that has the device open. */
    void connect() throws IOException {
        wires.add(wire);
        wire = Files.newOutputStream(fifo, StandardOpenOption.WRITE);
    }

    void send(int value) throws IOException {
        wire.write(value);
    }

    /** Unplugs the device: the reader sees the end of input, and the names are gone. */
    void unplug() throws IOException {
        vanish();
        wire.close();
    }

    /** Lets the device vanish without a sign on the wire, so that the reader stays blocked. */
    void vanish() throws IOException {
        Files.delete(link);
        Files.delete(fifo);
    }

    /** Opens the device as the JDK does: neither an interrupt nor closing ends a blocked read. */
    static InputStream open(Path device) throws IOException {
        return new FileInputStream(device.toFile());
    }

    @Override
    public void close() throws IOException {
        wire.close();
        for (OutputStream earlier : wires) {
            earlier.close();
        }
    }
}
