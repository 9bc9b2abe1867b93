package id.mpp.hal.scanner.virtual;

/** What a virtual scanner looks like to the machine it is plugged into. */
public enum ScannerKind {
    /** A keyboard: {@code struct input_event} of this machine's width, into a FIFO. */
    EVDEV,
    /** The same of a 32-bit machine. */
    EVDEV32,
    /** Lines, into a pseudo-terminal. */
    SERIAL,
    /** Ten pictures a second, into a FIFO. */
    CAMERA
}
