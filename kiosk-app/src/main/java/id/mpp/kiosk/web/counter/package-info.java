/** The officer's work at a counter: what the desk shows, and what is done there. Depends on the kernel. */
@NullMarked
package id.mpp.kiosk.web.counter;

import org.jspecify.annotations.NullMarked;
