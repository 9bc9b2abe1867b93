/**
 * The pure queue engine: commands, events, refusals, {@code decide} and {@code evolve}. Depends on the JDK alone and
 * has no clock, random source, thread, logger or I/O; everything else may depend on it.
 */
@NullMarked
package id.mpp.queue;

import org.jspecify.annotations.NullMarked;
