/**
 * The light tower on top of a kiosk. {@link id.mpp.hal.lights.LightTower} shows a {@link id.mpp.hal.lights.Signal}.
 *
 * <p>Depends on the JDK, the common {@code device} life and the pins of {@code gpio}.
 */
@NullMarked
package id.mpp.hal.lights;

import org.jspecify.annotations.NullMarked;
