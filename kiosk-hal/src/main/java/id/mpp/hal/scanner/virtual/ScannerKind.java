package id.mpp.hal.scanner.virtual;

/** What a virtual scanner looks like to the machine it is plugged into. */
public enum ScannerKind {
    /** A keyboard that writes {@code struct input_event} of this machine's width into a FIFO. */
    EVDEV,
    /** The same as on a 32-bit machine. */
    EVDEV32,
    /** Sends lines into a pseudo-terminal. */
    SERIAL,
    /** Sends ten pictures a second into a FIFO. */
    CAMERA
}
