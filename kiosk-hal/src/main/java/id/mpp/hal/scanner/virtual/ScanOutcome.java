package id.mpp.hal.scanner.virtual;

/** What became of one scan, as far as the scanner itself can tell. */
public enum ScanOutcome {
    SENT,
    /** Unplugged, or nobody reads at the other end. */
    LOST,
    /** The picture shows no code that it can read. */
    NO_CODE
}
