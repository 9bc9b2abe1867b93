/**
 * The words in which the kiosk speaks of its devices, below all who use them: how a device is ({@code DeviceHealth}),
 * what a scanned code is ({@code Scan}), who speaks ({@code Announcements}), the switchboard of virtual devices
 * ({@code VirtualDevices}), and the sentences on paper and about hardware ({@code HardwareTexts}). Depends on
 * {@code id.mpp.queue} and {@code id.mpp.wire} alone; devices, printing, check-in and the web depend on it, and so need
 * not know each other.
 */
@NullMarked
package id.mpp.kiosk.equipment;

import org.jspecify.annotations.NullMarked;
