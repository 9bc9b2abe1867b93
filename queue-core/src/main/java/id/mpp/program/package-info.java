/**
 * A program as the machine sees it. From its start to its end: the command line ({@link id.mpp.program.Launcher}), the
 * configuration, the data folder, the hall's catalogue, the libraries of machine code, the log, and the clock of a
 * simulated day. And its threads, timers and sleeps, all made by one port ({@link id.mpp.program.Workers}) that is
 * handed in, with what follows where one of them ends by a fault ({@link id.mpp.program.Ending}). No other package
 * makes a thread, so that none can die unnoticed and a simulated scheduler can stand in for the JVM's.
 *
 * <p>Depends on the JDK, Jackson, SLF4J, {@code id.mpp.file}, {@code id.mpp.wire} and {@code id.mpp.queue}; everything
 * but the engine and the contract may use it.
 */
@NullMarked
package id.mpp.program;

import org.jspecify.annotations.NullMarked;
