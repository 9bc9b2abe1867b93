package id.mpp.hal.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The configured path of a device. It is best a udev link that is bound to the port into which the device is plugged:
 * today it leads to {@code /dev/hidraw3}, and after the device was plugged in again it leads to another name. So the
 * link is followed anew at each opening.
 */
public record PortLink(Path path) {

    /**
     * The device that the link leads to now.
     *
     * @throws IOException when there is none, with what to do
     */
    public Path resolve() throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no device " + path + ": is it plugged into its port and switched on, and does "
                            + "a udev rule make this link?",
                    e);
        }
    }

    /** Whether the link still leads to this device. */
    public boolean leadsTo(Path device) {
        try {
            return Files.isSameFile(path, device);
        } catch (IOException e) {
            // One of the names is gone, so the device was unplugged.
            return false;
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
