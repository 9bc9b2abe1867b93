/**
 * A working day at speed: visitors, officers and a supervisor made of software, who use the hall through its HTTP
 * interface alone, as people do, and a check of what became of every number. A program of its own beside the two;
 * depends on the catalogue and the configuration, on nothing of the kiosk.
 */
@NullMarked
package id.mpp.kiosk.simulation;

import org.jspecify.annotations.NullMarked;
