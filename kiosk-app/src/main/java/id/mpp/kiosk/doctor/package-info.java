/**
 * {@code kiosk-app doctor}: tries every configured device and says in words what to mend. Depends on
 * {@code id.mpp.kiosk.devices}, the hardware layer and the bus; needs neither journal nor desk, so it runs on a kiosk
 * that does not start.
 */
@NullMarked
package id.mpp.kiosk.doctor;

import org.jspecify.annotations.NullMarked;
