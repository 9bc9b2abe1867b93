/**
 * Takes events from the halls: splits what arrives, keeps it in the {@link id.mpp.server.ingest.EventStore} and
 * acknowledges it after the commit. Depends on {@code report} for nothing and on no technology; technology packages
 * implement its ports.
 */
@NullMarked
package id.mpp.server.ingest;

import org.jspecify.annotations.NullMarked;
