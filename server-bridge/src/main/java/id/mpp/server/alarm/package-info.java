/**
 * What went wrong and somebody should look at: raised anywhere, seen and closed by people, or closed by itself when its
 * cause ends. Depends on no technology.
 */
@NullMarked
package id.mpp.server.alarm;

import org.jspecify.annotations.NullMarked;
