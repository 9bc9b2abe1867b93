/**
 * Displays made of software, at the far end of the wire. They know the wires of {@code gpio} and share no class with
 * the drivers.
 */
@NullMarked
package id.mpp.hal.display.virtual;

import org.jspecify.annotations.NullMarked;
