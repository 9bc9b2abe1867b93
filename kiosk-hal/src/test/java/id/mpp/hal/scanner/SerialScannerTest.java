package id.mpp.hal.scanner;

import id.mpp.hal.scanner.virtual.ScannerKind;

/** A scanner on a serial line, here a pseudo-terminal under a link as udev makes it. */
class SerialScannerTest extends CodeScannerContract {
    @Override
    ScannerKind kind() {
        return ScannerKind.SERIAL;
    }
}
