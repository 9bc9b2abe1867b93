/**
 * Pins and buses made of software, for tests and the virtual cabinet. Depends on the port in {@code gpio} and on
 * nothing else.
 */
@NullMarked
package id.mpp.hal.gpio.virtual;

import org.jspecify.annotations.NullMarked;
