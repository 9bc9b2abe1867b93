/**
 * The kiosk's side of the relay: the journal as outbox, the server's acknowledgements as its cursor, presence, commands
 * and the values for third-party displays. Depends on {@code id.mpp.bus}, {@code id.mpp.wire} and the JDK; the journal
 * comes in through {@link id.mpp.kiosk.sync.Outbox}. Only the wiring and the pages that show the state use it.
 */
@NullMarked
package id.mpp.kiosk.sync;

import org.jspecify.annotations.NullMarked;
