package id.mpp.hal.scanner;

import id.mpp.hal.scanner.virtual.ScannerKind;

/** A scanner that types, on a 64-bit machine. */
class EvdevScannerTest extends CodeScannerContract {
    @Override
    ScannerKind kind() {
        return ScannerKind.EVDEV;
    }
}
