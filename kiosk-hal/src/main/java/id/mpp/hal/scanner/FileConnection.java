package id.mpp.hal.scanner;

import id.mpp.hal.device.DeviceFile;
import id.mpp.hal.device.OpeningFault;
import java.io.IOException;
import java.nio.file.Path;

/** A scanner behind a character device or a FIFO. */
record FileConnection(DeviceFile file) implements ScannerConnection {

    /**
     * Opens what the path leads to now.
     *
     * @param group who may read such devices, for the advice
     * @throws IOException when it is missing, is no device, or may not be read
     */
    static FileConnection open(Path path, Path device, String group) throws IOException {
        if (!DeviceFile.isCharacterDevice(device) && !DeviceFile.isFifo(device)) {
            throw new OpeningFault(
                    OpeningFault.WRONG_DEVICE,
                    path + " is not a device but an ordinary file or folder: correct the scanner's"
                            + " address, or remove it and plug the scanner in again");
        }
        return new FileConnection(DeviceFile.open("scanner", path, device, DeviceFile.Access.READ, group));
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return file.read(buffer);
    }

    @Override
    public boolean isStream() {
        return false;
    }

    @Override
    public boolean isThere() {
        return file.isThere();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
