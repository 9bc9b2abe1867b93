/**
 * How a journal goes on with another one that cannot be gone on with itself: what is taken over, and what is told of
 * it.
 */
@NullMarked
package id.mpp.kiosk.lineage;

import org.jspecify.annotations.NullMarked;
