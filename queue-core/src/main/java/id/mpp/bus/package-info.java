/**
 * The message bus as both programs use it: one small port ({@link id.mpp.bus.MessageBus}) and its one implementation over MQTT
 * 5. Knows nothing of tickets or topics. Depends on the JDK, Paho and SLF4J; only {@code PahoSession} and {@code
 * PahoMessageBus} see Paho, so that another client is a one-class change.
 */
@NullMarked
package id.mpp.bus;

import org.jspecify.annotations.NullMarked;
