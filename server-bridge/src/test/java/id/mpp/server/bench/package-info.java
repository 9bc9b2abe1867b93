/**
 * What {@code ./prove ingest} measures: the server as a process of its own, to which the halls' events come over MQTT.
 */
@NullMarked
package id.mpp.server.bench;

import org.jspecify.annotations.NullMarked;
