/**
 * The life that all devices have in common. {@link id.mpp.hal.device.Device} is what a caller sees of any device, and
 * {@link id.mpp.hal.device.DeviceStatus} says how it is. A new kind of device extends
 * {@link id.mpp.hal.device.SupervisedDevice}. {@link id.mpp.hal.device.DeviceSupervisor} opens, watches and re-opens
 * it, even when it hangs or comes back under another name ({@link id.mpp.hal.device.PortLink}).
 *
 * <p>Depends on the JDK, slf4j and {@code thread} alone; every kind of device may use it.
 */
@NullMarked
package id.mpp.hal.device;

import org.jspecify.annotations.NullMarked;
