/**
 * From a ticket to its paper: what is on it, who prints it, and how long the roll lasts. Depends on the desk and on the
 * hardware layer.
 */
@NullMarked
package id.mpp.kiosk.printing;

import org.jspecify.annotations.NullMarked;
