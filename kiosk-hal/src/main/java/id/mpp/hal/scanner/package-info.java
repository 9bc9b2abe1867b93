/**
 * Code scanners: a hand or built-in scanner that types as a keyboard ({@code EvdevIo}), one on a serial line
 * ({@code SerialIo}), or a camera ({@code CameraIo}). A caller needs {@link id.mpp.hal.scanner.ScannerAddress},
 * {@link id.mpp.hal.scanner.CodeScanner} and {@link id.mpp.hal.scanner.ScanCounts}.
 *
 * <p>A wire gives bytes, a {@code CodeDecoder} makes lines of them, {@code CodeGate} lets through what keeps the
 * limits. What a code means is none of this package's business: it delivers printable ASCII, and nothing of it may be
 * typed, opened or shown unchecked.
 */
@NullMarked
package id.mpp.hal.scanner;

import org.jspecify.annotations.NullMarked;
