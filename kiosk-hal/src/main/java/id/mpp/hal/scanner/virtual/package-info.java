/**
 * A scanner made of software, at the far end of the wire: it writes key strokes, lines or pictures into a FIFO or
 * pseudo-terminal that the real driver reads, and shares no class with it. A typed text or a picture with a QR code is
 * what it scans; it can be unplugged, talk nonsense, flood and dawdle.
 *
 * <p>For {@code ./run}, for the page {@code /devices}, for {@code kiosk-app simulate-device scanner}, and for tests.
 * Depends on the JDK and ZXing. Linux.
 */
@NullMarked
package id.mpp.hal.scanner.virtual;

import org.jspecify.annotations.NullMarked;
