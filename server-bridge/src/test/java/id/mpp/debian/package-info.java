/**
 * Both programs as services of a Debian 13 that is booted in a container. Needs root, debootstrap and
 * systemd-container.
 */
@NullMarked
package id.mpp.debian;

import org.jspecify.annotations.NullMarked;
