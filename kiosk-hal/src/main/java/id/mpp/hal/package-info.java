/**
 * Device ports, drivers and virtual devices; one folder is one kind of device, and {@code device} and {@code gpio} are
 * what they have in common. Depends on the JDK, ZXing, jSerialComm, Pi4J and slf4j.
 */
@NullMarked
package id.mpp.hal;

import org.jspecify.annotations.NullMarked;
