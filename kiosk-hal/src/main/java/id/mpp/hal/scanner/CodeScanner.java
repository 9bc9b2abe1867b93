package id.mpp.hal.scanner;

import id.mpp.hal.device.Device;
import java.util.function.Consumer;

/**
 * A scanner of bar codes and QR codes (UnifiedPOS: Scanner). Its conditions are {@code garbled}, when it sends what is
 * no code, and {@code flood}, when it sends more than anybody scans. Each lasts for some seconds after it was noticed.
 * Meanwhile codes are still read.
 */
public interface CodeScanner extends Device {

    /**
     * Adds a listener that is told each code: 1 to {@value CodeGate#CODE_CHARACTERS_AT_MOST} characters of printable
     * ASCII. They come from outside and may hold anything. The listener is called on one thread of the scanner and may
     * take its time. Codes wait in a short queue and are lost when it is full.
     */
    void onCode(Consumer<String> listener);

    /** What came in since the program began, for health reports. */
    ScanCounts counts();
}
