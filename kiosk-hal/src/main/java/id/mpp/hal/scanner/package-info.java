/**
 * Code scanners: a hand-held or built-in scanner that types like a keyboard ({@code EvdevIo}), one on a serial line
 * ({@code SerialIo}), or a camera ({@code CameraIo}). A caller needs {@link id.mpp.hal.scanner.ScannerAddress},
 * {@link id.mpp.hal.scanner.CodeScanner} and {@link id.mpp.hal.scanner.ScanCounts}.
 *
 * <p>A wire delivers bytes, a {@code CodeDecoder} makes lines from them, and {@code CodeGate} lets through what keeps
 * the limits. This package does not know what a code means. It delivers printable ASCII, which must not be typed,
 * opened or shown before it is checked.
 */
@NullMarked
package id.mpp.hal.scanner;

import org.jspecify.annotations.NullMarked;
