package id.mpp.hal.scanner.virtual;

/** What can go wrong with a virtual scanner. */
public enum ScannerFault {
    /** Its name in the file system is gone. What is scanned is lost. */
    UNPLUGGED,
    /** It sends noise instead of codes. */
    GARBAGE,
    /** It sends codes without end, as fast as they are taken. */
    FLOOD,
    /** It pauses between any two pieces of a code. */
    SLOW
}
