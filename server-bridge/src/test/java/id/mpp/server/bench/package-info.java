/**
 * What {@code ./prove ingest} measures: the server as a process of its own, with the halls' events coming over MQTT.
 */
@NullMarked
package id.mpp.server.bench;

import org.jspecify.annotations.NullMarked;
