/**
 * The journal in SQLite, a class for each of its tables, its check and what is read of a damaged one. Adapters: seen by
 * the wiring alone.
 */
@NullMarked
package id.mpp.kiosk.sqlite;

import org.jspecify.annotations.NullMarked;
