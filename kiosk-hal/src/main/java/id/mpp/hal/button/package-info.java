/**
 * Buttons and door contacts. {@link id.mpp.hal.button.ButtonPanel} reports the de-bounced changes of each
 * {@link id.mpp.hal.button.Contact}.
 *
 * <p>Depends on the JDK, slf4j, the common {@code device} life and the pins of {@code gpio}.
 */
@NullMarked
package id.mpp.hal.button;

import org.jspecify.annotations.NullMarked;
