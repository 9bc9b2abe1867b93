/**
 * The devices of this kiosk as pages see them: how they are, what was scanned, and the switchboard of virtual ones.
 * Depends on the kernel, on the words of {@code equipment} and on the sample bookings of {@code booking}; knows no
 * device.
 */
@NullMarked
package id.mpp.kiosk.web.device;

import org.jspecify.annotations.NullMarked;
