/**
 * All devices of the kiosk, at work for the hall: {@code DeviceConfig} says which there are, {@code KioskDevices} opens
 * them, and one small class each brings the hall to a device or a device to the hall ({@code CounterPlates},
 * {@code HallVoice}, {@code HallLights}, {@code Contacts}, {@code ScanDesk}). {@code DeviceWatch} looks at their
 * health. Depends on the desk, on the hardware layer and on {@code id.mpp.kiosk.equipment}; only the wiring and the
 * doctor use it.
 */
@NullMarked
package id.mpp.kiosk.devices;

import org.jspecify.annotations.NullMarked;
