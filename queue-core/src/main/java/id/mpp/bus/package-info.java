/**
 * The message bus as both programs use it: one small port ({@link id.mpp.bus.MessageBus}) and its one implementation
 * over MQTT 5. Knows nothing of tickets or topics. {@link id.mpp.bus.BrokerKeys} reads from a configuration where the
 * broker is. Depends on the JDK, Paho, SLF4J and {@code id.mpp.program}; only {@code PahoSession} and
 * {@code PahoMessageBus} see Paho, so that another client is a one-class change.
 */
@NullMarked
package id.mpp.bus;

import org.jspecify.annotations.NullMarked;
