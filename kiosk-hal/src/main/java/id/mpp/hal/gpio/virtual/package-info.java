/**
 * Pins and buses made of software, for tests and the virtual cabinet. Knows the port of {@code gpio} and nothing else.
 */
@NullMarked
package id.mpp.hal.gpio.virtual;

import org.jspecify.annotations.NullMarked;
