package id.mpp.hal.scanner;

import id.mpp.hal.device.PortLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scanner that the kernel sees as a keyboard: {@code /dev/input/event…}, best by a udev link bound to its port. */
final class EvdevIo implements ScannerIo {

    private static final Logger LOG = LoggerFactory.getLogger(EvdevIo.class);

    private final Path path;
    private final AtomicBoolean toldOfRefusedGrab = new AtomicBoolean();

    EvdevIo(Path path) {
        this.path = path;
    }

    @Override
    public String name() {
        return "evdev://" + path;
    }

    @Override
    public ScannerConnection open() throws IOException {
        FileConnection keys = FileConnection.open(path, new PortLink(path).resolve(), "input");
        if (!keys.file().grabKeys() && toldOfRefusedGrab.compareAndSet(false, true)) {
            LOG.info("{}: its keys cannot be kept from other programs; whatever has the focus gets them too", name());
        }
        return keys;
    }
}
