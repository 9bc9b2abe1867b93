/**
 * The embedded message broker of the default installation. Only the wiring depends on it.
 */
@NullMarked
package id.mpp.server.broker;

import org.jspecify.annotations.NullMarked;
