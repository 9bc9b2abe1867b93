/**
 * Device ports, drivers and virtual devices; one folder is one kind of device. Depends on the JDK, ZXing and jSerialComm.
 */
@NullMarked
package id.mpp.hal;

import org.jspecify.annotations.NullMarked;
