/**
 * Line displays: the number plates of counters. {@link id.mpp.hal.display.DisplayAddress} makes a
 * {@link id.mpp.hal.display.LineDisplay} from an address. {@code PlateDriver} keeps the newest text on a {@code Panel};
 * a panel holds the protocol of one chip ({@code Hd44780}, {@code Max7219}). The displays made of software are in
 * {@code display.virtual}.
 *
 * <p>Depends on the JDK, the common {@code device} life and the wires of {@code gpio}.
 */
@NullMarked
package id.mpp.hal.display;

import org.jspecify.annotations.NullMarked;
