/**
 * The tables of alarms and of evidence, which is every message that could not be understood, byte for byte. Each hall
 * has a place of limited size in both, so that no hall can push out what another one has to tell. All calls belong to
 * the transaction of their handle.
 *
 * <p>Only the store in {@code sqlite} uses it. Depends on {@code alarm}, {@code ingest} and Jdbi.
 */
@NullMarked
package id.mpp.server.sqlite.alarm;

import org.jspecify.annotations.NullMarked;
