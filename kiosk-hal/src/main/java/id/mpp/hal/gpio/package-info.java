/**
 * Pins and buses: {@link id.mpp.hal.gpio.Pins} is the port, {@link id.mpp.hal.gpio.Pi4jPins} the real thing,
 * {@code gpio.virtual} the one made of software. Displays, buttons and lights stand on it.
 *
 * <p>The only package that sees Pi4J. Depends on the JDK, Pi4J and the common {@code device} life.
 */
@NullMarked
package id.mpp.hal.gpio;

import org.jspecify.annotations.NullMarked;
