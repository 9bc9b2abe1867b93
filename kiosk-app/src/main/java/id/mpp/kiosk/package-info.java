/**
 * The kiosk program: configuration, wiring and main. Sees everything; nothing depends on it.
 */
@NullMarked
package id.mpp.kiosk;

import org.jspecify.annotations.NullMarked;
