package id.mpp.hal.printer.virtual;

/** How a printer words its status. The virtual printer can speak like one family or another. */
enum Dialect {
    /** Epson and the printers that copy it: both bits of a sensor pair stand for the same thing. */
    EPSON(0x60, 0x0C, 0, 0),
    /** Citizen's kiosk printers: the second bit is the sensor of the presenter. */
    CITIZEN_PRESENTER(0x20, 0x04, 0x40, 0x08);

    /** Bits of the answer to {@code DLE EOT 4}. */
    final int askedEnd;

    final int askedPresented;

    /** Bits of the third byte of the automatic status, and of the answer to {@code GS r 1}. */
    final int automaticEnd;

    final int automaticPresented;

    Dialect(int askedEnd, int automaticEnd, int askedPresented, int automaticPresented) {
        this.askedEnd = askedEnd;
        this.automaticEnd = automaticEnd;
        this.askedPresented = askedPresented;
        this.automaticPresented = automaticPresented;
    }
}
