/**
 * A receipt printer made of software, at the far end of a socket. It knows bytes only. It decodes ESC/POS with a
 * decoder of its own and paints the paper from them. So it shows what a printer would have made of the same bytes,
 * including mistakes. It shares no class with the driver and its encoder in {@code printer}; neither may import the
 * other.
 *
 * <p>It is for {@code ./run}, for the page {@code /devices}, and for tests, which switch its faults on and off. Depends
 * on the JDK (headless AWT and a monospaced font) and ZXing.
 */
@NullMarked
package id.mpp.hal.printer.virtual;

import org.jspecify.annotations.NullMarked;
