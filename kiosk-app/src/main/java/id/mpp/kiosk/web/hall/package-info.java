/**
 * The hall as a visitor meets it at the kiosk: the state of its services, and the voice that guides. Depends on the
 * kernel.
 */
@NullMarked
package id.mpp.kiosk.web.hall;

import org.jspecify.annotations.NullMarked;
