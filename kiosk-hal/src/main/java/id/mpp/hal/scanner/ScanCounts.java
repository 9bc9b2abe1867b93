package id.mpp.hal.scanner;

/**
 * What a scanner has sent since the program began.
 *
 * @param codes delivered codes
 * @param repeated the same code again, because it was held in front of the scanner for too long
 * @param tooLong lines with more than {@value CodeGate#CODE_CHARACTERS_AT_MOST} characters
 * @param tooFast codes beyond what anybody scans in a second
 * @param garbled lines with control or foreign characters, and bytes or pictures that make no sense
 * @param missed codes that came while the listener was busy and the queue was full
 */
public record ScanCounts(long codes, long repeated, long tooLong, long tooFast, long garbled, long missed) {}
