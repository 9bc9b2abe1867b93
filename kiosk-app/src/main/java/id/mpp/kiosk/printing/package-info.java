/**
 * From a ticket to its paper: what is on it, who prints it, and the virtual cabinet. Depends on the desk and on the hardware layer.
 */
@NullMarked
package id.mpp.kiosk.printing;

import org.jspecify.annotations.NullMarked;
