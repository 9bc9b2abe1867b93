/**
 * Takes events from the halls. It splits what arrives, keeps it in the {@link id.mpp.server.ingest.EventStore} and
 * acknowledges it after the commit. Depends on no technology and not on {@code report}; technology packages implement
 * its ports.
 */
@NullMarked
package id.mpp.server.ingest;

import org.jspecify.annotations.NullMarked;
