package id.mpp.hal.scanner;

/**
 * What a scanner has sent since the program began.
 *
 * @param codes delivered
 * @param repeated the same code again, held in front of the scanner too long
 * @param tooLong lines over {@value CodeGate#MAX_CODE} characters
 * @param tooFast more codes a second than anybody scans
 * @param garbled lines with control or foreign characters, and bytes or pictures that make no sense
 * @param missed codes that came while the listener was busy and the queue full
 */
public record ScanCounts(long codes, long repeated, long tooLong, long tooFast, long garbled, long missed) {}
