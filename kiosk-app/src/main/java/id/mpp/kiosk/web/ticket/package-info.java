/**
 * Taking a number, with a booking or without one, following it, leaving the line. Depends on the kernel and on
 * {@code booking}.
 */
@NullMarked
package id.mpp.kiosk.web.ticket;

import org.jspecify.annotations.NullMarked;
