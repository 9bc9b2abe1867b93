/**
 * The virtual cabinet: every device of a kiosk made of software, each at the far end of its wire, and one switchboard
 * for all. {@code VirtualUnit} is one of them. Depends on the virtual devices of {@code id.mpp.hal} and on the port
 * {@code equipment.VirtualDevices}; knows no driver. Only {@code id.mpp.kiosk.devices} opens it.
 */
@NullMarked
package id.mpp.kiosk.cabinet;

import org.jspecify.annotations.NullMarked;
