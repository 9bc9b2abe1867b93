/**
 * The store in one SQLite file, the default. Implements ports of {@code ingest}, {@code report} and {@code fleet}; only
 * the wiring depends on it.
 */
@NullMarked
package id.mpp.server.sqlite;

import org.jspecify.annotations.NullMarked;
