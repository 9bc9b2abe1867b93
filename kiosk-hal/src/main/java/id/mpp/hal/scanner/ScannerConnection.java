package id.mpp.hal.scanner;

import id.mpp.hal.device.DeviceFile;
import java.io.Closeable;
import java.io.IOException;

/** An open wire. One thread reads; any thread may ask for presence and close. */
interface ScannerConnection extends Closeable {

    /** The longest wait of a read on a wire that is silent until somebody scans. */
    int WAIT_MILLIS_AT_MOST = DeviceFile.WAIT_MILLIS_AT_MOST;

    /**
     * Waits for bytes.
     *
     * @return how many came; 0 when none came for a while; -1 when none will ever come again
     */
    int read(byte[] buffer) throws IOException;

    /** Whether it sends all the time. Then only its first bytes show that it works, and silence shows that it hangs. */
    boolean isStream();

    /** Whether the device is still under its name. Looks at names only. */
    boolean isThere();
}
