/**
 * The store in one SQLite file, which is the default. Implements ports of {@code ingest}, {@code report}, {@code alarm}
 * and {@code fleet}. Only the wiring depends on it. The tables of alarms and evidence are in {@code sqlite.alarm}.
 */
@NullMarked
package id.mpp.server.sqlite;

import org.jspecify.annotations.NullMarked;
