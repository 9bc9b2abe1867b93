package id.mpp.hal.scanner;

import id.mpp.hal.scanner.virtual.ScannerKind;

/** A scanner that types, as a 32-bit machine hands its keys out. */
class Evdev32ScannerTest extends CodeScannerContract {
    @Override
    ScannerKind kind() {
        return ScannerKind.EVDEV32;
    }
}
