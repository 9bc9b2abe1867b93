/**
 * The kiosks in the halls: which ones are online, how far behind they are, and what went wrong. Depends on no
 * technology.
 */
@NullMarked
package id.mpp.server.fleet;

import org.jspecify.annotations.NullMarked;
