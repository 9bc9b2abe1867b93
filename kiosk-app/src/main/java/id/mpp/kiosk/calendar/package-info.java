/**
 * Holidays, special days and seasons from the files that offices publish into a hall's catalogue. Depends on the
 * catalogue's reader and on two libraries for CSV and iCalendar; the program in the hall does not depend on it.
 */
@NullMarked
package id.mpp.kiosk.calendar;

import org.jspecify.annotations.NullMarked;
