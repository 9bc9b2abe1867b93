/**
 * What is to stand on paper, as bytes and dots: text in the character table of a printer, free of bytes that it could
 * take for a command; text broken into lines; QR codes as pictures. Knows no slip, no command and no device.
 *
 * <p>Depends on the JDK and ZXing. Only the encoder in {@code printer} uses it.
 */
@NullMarked
package id.mpp.hal.printer.layout;

import org.jspecify.annotations.NullMarked;
