/**
 * The server's end of MQTT: inbox, acknowledgements, presence. Only the wiring depends on it.
 */
@NullMarked
package id.mpp.server.mqtt;

import org.jspecify.annotations.NullMarked;
