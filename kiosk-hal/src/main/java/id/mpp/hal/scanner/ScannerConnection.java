package id.mpp.hal.scanner;

import id.mpp.hal.device.DeviceFile;
import java.io.Closeable;
import java.io.IOException;

/** A wire that is open. One thread reads; any may ask for presence and close. */
interface ScannerConnection extends Closeable {

    /** Longest wait of a read on a wire that is silent until somebody scans. */
    int QUIET_MILLIS = DeviceFile.QUIET_MILLIS;

    /**
     * Waits for bytes.
     *
     * @return how many came; 0 when none came for a while; -1 when none will come any more
     */
    int read(byte[] buffer) throws IOException;

    /** Whether it sends all the time, so that only its first bytes show that it works, and silence that it hangs. */
    boolean isStream();

    /** Whether the device is still under its name; looks at names only. */
    boolean isThere();
}
