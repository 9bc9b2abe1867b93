/**
 * The disk under the journal: a reserve for when it is full, and what people are told of it. Used by the wiring and the
 * doctor.
 */
@NullMarked
package id.mpp.kiosk.disk;

import org.jspecify.annotations.NullMarked;
