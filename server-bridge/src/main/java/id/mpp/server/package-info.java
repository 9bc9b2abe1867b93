/**
 * The central program: configuration, wiring and start. Only {@code ServerWiring} sees the technology packages; nobody
 * depends on this package.
 */
@NullMarked
package id.mpp.server;

import org.jspecify.annotations.NullMarked;
