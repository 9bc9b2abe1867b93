/**
 * A scanner made of software, at the far end of the wire. It writes key strokes, lines or pictures into a FIFO or
 * pseudo-terminal that the real driver reads, and shares no class with that driver. It scans a typed text, or a picture
 * with a QR code. It can be unplugged, talk nonsense, flood the driver and be slow.
 *
 * <p>It is for {@code ./run}, for the page {@code /devices}, for {@code kiosk-app simulate-device scanner}, and for
 * tests. Depends on the JDK and ZXing, and runs on Linux.
 */
@NullMarked
package id.mpp.hal.scanner.virtual;

import org.jspecify.annotations.NullMarked;
