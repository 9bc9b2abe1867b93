/**
 * Pins and buses. {@link id.mpp.hal.gpio.Pins} is the port, {@link id.mpp.hal.gpio.Pi4jPins} is the real
 * implementation, and {@code gpio.virtual} holds the one made of software. Displays, buttons and lights build on it.
 *
 * <p>No other package sees Pi4J. Depends on the JDK, Pi4J and the common {@code device} life.
 */
@NullMarked
package id.mpp.hal.gpio;

import org.jspecify.annotations.NullMarked;
