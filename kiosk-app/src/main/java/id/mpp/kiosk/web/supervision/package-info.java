/**
 * What a supervisor looks at and decides: the whole hall, its day, closures, disruptions, numbers on paper, why each
 * number was called, and the journal. Depends on the kernel.
 */
@NullMarked
package id.mpp.kiosk.web.supervision;

import org.jspecify.annotations.NullMarked;
