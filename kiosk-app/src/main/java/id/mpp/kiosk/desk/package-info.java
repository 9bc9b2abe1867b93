/**
 * The hall's one writer: commands in, journal, replies and views out. Depends on {@code id.mpp.queue} and
 * {@code id.mpp.wire}; knows the journal by its port alone.
 */
@NullMarked
package id.mpp.kiosk.desk;

import org.jspecify.annotations.NullMarked;
