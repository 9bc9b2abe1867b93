/**
 * The journal in SQLite, and its check. Adapters: seen by the wiring alone.
 */
@NullMarked
package id.mpp.kiosk.sqlite;

import org.jspecify.annotations.NullMarked;
