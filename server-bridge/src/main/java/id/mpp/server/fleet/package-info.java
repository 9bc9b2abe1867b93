/**
 * The kiosks in the halls: who is online, how far behind, what went wrong. Depends on no technology.
 */
@NullMarked
package id.mpp.server.fleet;

import org.jspecify.annotations.NullMarked;
