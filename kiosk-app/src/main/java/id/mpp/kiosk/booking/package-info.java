/**
 * Check-in: what a scanned or typed code is to this hall ({@code BookingDesk}), and the reservations it was told of
 * ({@code ReservationBook}). Uses nothing up: the engine does, at the issue of the number. Depends on
 * {@code id.mpp.code}, the desk's view and the sentences of {@code equipment}; routes and devices use it.
 */
@NullMarked
package id.mpp.kiosk.booking;

import org.jspecify.annotations.NullMarked;
