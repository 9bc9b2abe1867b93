package id.mpp.hal.scanner;

import id.mpp.hal.scanner.virtual.ScannerKind;

/** A camera behind a program that writes its pictures to standard output. */
class CameraScannerIT extends CodeScannerContract {
    @Override
    ScannerKind kind() {
        return ScannerKind.CAMERA;
    }

    /** A code is looked for ten times a second, which is the limit itself. */
    @Override
    boolean canFlood() {
        return false;
    }
}
