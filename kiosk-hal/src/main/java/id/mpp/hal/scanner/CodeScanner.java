package id.mpp.hal.scanner;

import id.mpp.hal.device.Device;
import java.util.function.Consumer;

/**
 * A scanner of bar codes and QR codes (UnifiedPOS: Scanner). Its conditions are {@code garbled} (what it sends is no
 * code) and {@code flood} (it sends more than anybody scans), each for some seconds after it was noticed; codes go on
 * being read.
 */
public interface CodeScanner extends Device {

    /**
     * Adds a listener that is told each code: 1 to {@value CodeGate#MAX_CODE} characters of printable ASCII, from
     * outside and of any content. It is called on one thread of the scanner and may take its time: codes wait in a
     * short queue, and are lost when that is full.
     */
    void onCode(Consumer<String> listener);

    /** What came in since the program began; for health reports. */
    ScanCounts counts();
}
