/**
 * The threads, timers and sleeps of all devices, real and virtual. Whoever runs the drivers sets the maker of threads,
 * once and before the first device ({@link id.mpp.hal.thread.DeviceThreads#useThreadMaker}). No other package of this
 * module makes a thread.
 *
 * <p>Depends on the JDK and slf4j alone; everything here may use it.
 */
@NullMarked
package id.mpp.hal.thread;

import org.jspecify.annotations.NullMarked;
