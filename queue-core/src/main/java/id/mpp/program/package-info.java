/**
 * A program as the machine sees it: its threads, timers and sleeps, all made by one port ({@link id.mpp.program.Workers}) that is handed
 * in, and what follows where one of them ends by a fault ({@link id.mpp.program.Ending}). No other package makes a thread, so that none
 * can die unnoticed and a simulated scheduler can stand in for the JVM's.
 *
 * <p>Depends on the JDK alone; everything but the engine and the contract may use it.
 */
@NullMarked
package id.mpp.program;

import org.jspecify.annotations.NullMarked;
